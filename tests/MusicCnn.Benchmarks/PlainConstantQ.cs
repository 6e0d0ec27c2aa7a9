using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Computes a constant-Q magnitude as one would on torch alone: a convolution with all atoms, which is also what nnAudio does. In float64 it
/// is the definition that both are measured against.</summary>
internal sealed class PlainConstantQ
{
    private readonly Tensor _atoms;
    private readonly int _hop;
    private readonly int _reach;

    public PlainConstantQ(ConstantQOptions options, int hop, ScalarType type)
    {
        var ratio = Math.Pow(2, 1.0 / options.BinsPerOctave);
        var quality = ((ratio * ratio) + 1) / ((ratio * ratio) - 1);
        _hop = hop;
        _reach = (int)(quality * options.SampleRate / options.MinFrequency / 2);
        var samples = (2 * _reach) + 1;
        var values = new double[2 * options.Bins * samples];
        for (var bin = 0; bin < options.Bins; bin++)
        {
            var frequency = options.MinFrequency * Math.Pow(2, (double)bin / options.BinsPerOctave) / options.SampleRate;
            Fill(values.AsSpan(2 * bin * samples, samples), values.AsSpan(((2 * bin) + 1) * samples, samples), frequency, quality / frequency);
        }

        _atoms = tensor(values, [2 * options.Bins, 1, samples], dtype: type);
    }

    /// <summary>Returns the magnitude [N, F, T] of signals [N, S].</summary>
    public Tensor Magnitude(Tensor signals)
    {
        using var scope = NewDisposeScope();
        var padded = nn.functional.pad(signals.unsqueeze(1), (_reach, _reach));
        var parts = nn.functional.conv1d(padded, _atoms, stride: _hop);
        return parts.reshape(parts.shape[0], -1, 2, parts.shape[2]).square().sum([2L]).sqrt().MoveToOuterDisposeScope();
    }

    /// <summary>Writes a Hann-windowed sine and cosine of fractional length, in which a sine of amplitude 1 has magnitude 1.</summary>
    private void Fill(Span<double> cosine, Span<double> sine, double frequency, double length)
    {
        var sum = 0.0;
        for (var n = -_reach; n <= _reach; n++)
        {
            var window = Math.Abs(n) < length / 2 ? 0.5 + (0.5 * Math.Cos(2 * Math.PI * n / length)) : 0;
            sum += window;
            (cosine[n + _reach], sine[n + _reach]) =
                (window * Math.Cos(2 * Math.PI * frequency * n), -window * Math.Sin(2 * Math.PI * frequency * n));
        }

        for (var i = 0; i < cosine.Length; i++)
            (cosine[i], sine[i]) = (2 * cosine[i] / sum, 2 * sine[i] / sum);
    }
}
