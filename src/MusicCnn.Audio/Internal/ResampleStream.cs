using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Audio.Internal;

/// <summary>Changes the sample rate of a signal that comes in pieces; all results one behind the other are the whole signal resampled, bit for bit.</summary>
/// <remarks>The filter is that of <see cref="AudioClip.Resampled"/>. What is kept of the past is its reach, begun where the two rates share a sample.</remarks>
internal sealed class ResampleStream(int fromRate, int toRate, ResampleOptions options)
{
    private readonly PolyphaseKernel _kernel = PolyphaseKernelCache.Shared.Get(fromRate, toRate, options);
    private float[] _known = [];
    private int _count;
    private long _start;
    private long _given;

    /// <summary>Returns how many samples to push at a time, so that about as many come back at most as are named: low rates would make much out of little.</summary>
    public static int PieceLength(int fromRate, int toRate, int most) => (int)Math.Max(1, most / Math.Max(1.0, (double)toRate / fromRate));

    /// <summary>Continues the signal and returns every sample that is now certain.</summary>
    public float[] Push(ReadOnlySpan<float> samples)
    {
        if (_count + samples.Length > _known.Length)
            Array.Resize(ref _known, Math.Max(2 * _known.Length, _count + samples.Length));
        samples.CopyTo(_known.AsSpan(_count));
        _count += samples.Length;

        // A block of outputs is certain once the taps of its last phase lie within what is known.
        var beyond = _start + _count - _kernel.FirstTaps[^1] - _kernel.Length;
        return beyond < 0 ? [] : Give(((beyond / _kernel.Stride) + 1) * _kernel.Phases);
    }

    /// <summary>Ends the signal and returns the remaining samples, whose taps reach into the silence behind it.</summary>
    public float[] Finish() => Give(_kernel.OutputLength(_start + _count));

    private float[] Give(long end)
    {
        if (end <= _given)
            return [];
        var lead = (int)(_given - (_start / _kernel.Stride * _kernel.Phases));
        var outputs = PolyphaseFilter.Apply(_kernel, _known.AsSpan(0, _count), get_num_threads()).AsSpan(lead, (int)(end - _given)).ToArray();
        _given = end;

        var needed = Math.Max(0, (end / _kernel.Phases * _kernel.Stride) - _kernel.Reach) / _kernel.Stride * _kernel.Stride;
        var passed = (int)(Math.Min(needed, _start + _count) - _start);
        _known.AsSpan(passed, _count - passed).CopyTo(_known);
        (_start, _count) = (_start + passed, _count - passed);
        return outputs;
    }
}
