using MusicCnn.Signals;

namespace MusicCnn.Audio.Internal;

/// <summary>Reads an open file piece by piece as one channel at a rate: the samples that the whole file would give, channels averaged and then resampled.</summary>
internal sealed class MonoReader
{
    /// <summary>Samples of all channels that are decoded at a time, and samples of a piece.</summary>
    private const int BlockSize = 1 << 16;

    private readonly IAudioDecoder _decoder;
    private readonly ResampleStream? _resampling;
    private readonly float[] _block;
    private long _taken;

    /// <summary>Initializes a new instance of the <see cref="MonoReader"/> class at the beginning of a file, which stays owned by the caller.</summary>
    /// <exception cref="InvalidDataException">The file has another rate, and <paramref name="resampling"/> is null.</exception>
    public MonoReader(IAudioDecoder decoder, int sampleRate, ResampleOptions? resampling)
    {
        _decoder = decoder;
        var instants = Math.Min(BlockSize / decoder.Channels, ResampleStream.PieceLength(decoder.SampleRate, sampleRate, BlockSize));
        _block = new float[Math.Max(1, instants) * decoder.Channels];
        if (decoder.SampleRate == sampleRate)
            return;
        if (resampling is null)
            throw new InvalidDataException($"its sample rate is {decoder.SampleRate} Hz, but {sampleRate} Hz are required; convert the file, or set Resampling");
        _resampling = new ResampleStream(decoder.SampleRate, sampleRate, resampling);
    }

    /// <summary>Gets the file's duration, or null where its header leaves that open.</summary>
    public TimeSpan? Duration => _decoder.Length is { } length ? TimeSpan.FromSeconds((double)length / _decoder.SampleRate) : null;

    /// <summary>Reads the samples, piece by piece, to the end; once only.</summary>
    /// <exception cref="InvalidDataException">The file is broken, ends before its declared length, or holds NaN or infinity.</exception>
    public IEnumerable<float[]> Pieces()
    {
        while (_decoder.Read(_block) is var read and > 0)
        {
            DecodedBlock.RequireFinite(_block.AsSpan(0, read * _decoder.Channels), _decoder.Channels, _taken);
            _taken += read;
            var mono = Average(read);
            yield return _resampling is null ? mono : _resampling.Push(mono);
        }

        if (_decoder.Length is { } declared && _taken < declared)
            throw DecodedBlock.Truncated(declared, _taken);
        if (_resampling is not null)
            yield return _resampling.Finish();
    }

    /// <summary>Returns the mean of the channels, in the order of sums of <see cref="AudioClip.ToMono"/>, so that both give the same bits.</summary>
    private float[] Average(int count)
    {
        var channels = _decoder.Channels;
        var mono = new float[count];
        for (var i = 0; i < count; i++)
        {
            var sum = 0f;
            for (var c = 0; c < channels; c++)
                sum += _block[(i * channels) + c];
            mono[i] = channels == 1 ? sum : sum / channels;
        }

        return mono;
    }
}
