using MusicCnn.Signals;

namespace MusicCnn.Audio.Internal;

/// <summary>Represents which samples of a file have to be read for the part that was asked for, and which of the result are that part.</summary>
/// <remarks>Where the rate changes, the part is widened by the filter's reach, and begins at a sample that the two rates share, so that it equals the same part of the whole.</remarks>
/// <param name="SourceStart">The first sample to read.</param>
/// <param name="SourceLength">The number of samples to read, at most.</param>
/// <param name="TargetRate">The rate to convert to, in hertz.</param>
/// <param name="Lead">The number of converted samples before the part.</param>
/// <param name="TargetLength">The number of converted samples of the part, at most.</param>
internal readonly record struct FilePart(long SourceStart, long SourceLength, int TargetRate, int Lead, long TargetLength)
{
    /// <summary>More samples than any file has, and few enough that products with rates stay within 64 bits.</summary>
    private const long MostSamples = 1L << 40;

    /// <summary>Returns the part of an open file that the options ask for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The start lies beyond the end of the file.</exception>
    public static FilePart Of(IAudioDecoder decoder, AudioLoadOptions options)
    {
        var sourceRate = decoder.SampleRate;
        var targetRate = options.TargetSampleRate ?? sourceRate;
        var available = decoder.Length ?? MostSamples;
        RequireStartWithin(available, decoder, options);
        if (targetRate == sourceRate)
        {
            var wantedStart = Samples(options.Start, sourceRate);
            var length = options.Length is { } duration ? Samples(duration, sourceRate) : MostSamples;
            return new FilePart(wantedStart, Math.Min(length, available - wantedStart), targetRate, 0, MostSamples);
        }

        var kernel = PolyphaseKernelCache.Shared.Get(sourceRate, targetRate, options.Resampling);
        var start = Samples(options.Start, targetRate);
        var block = Math.Max(0, SourceTime(kernel, start) - kernel.Reach) / kernel.Stride;
        var sourceStart = Math.Min(block * kernel.Stride, available);
        var targetLength = options.Length is { } wanted ? Samples(wanted, targetRate) : MostSamples;
        var sourceEnd = Math.Min(available, SourceTime(kernel, start + targetLength) + kernel.Reach + 1);
        return new FilePart(sourceStart, sourceEnd - sourceStart, targetRate, (int)(start - (block * kernel.Phases)), targetLength);
    }

    /// <summary>Throws if the start lies beyond the end of the file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does.</exception>
    public static void RequireStartWithin(long length, IAudioDecoder decoder, AudioLoadOptions options)
    {
        if (Samples(options.Start, decoder.SampleRate) <= length)
            return;
        var end = (double)length / decoder.SampleRate;
        throw new ArgumentOutOfRangeException(
            nameof(options), FormattableString.Invariant($"Start must lie within the file, which ends after {end:0.###} seconds, but was {options.Start.TotalSeconds:0.###} seconds."));
    }

    private static long SourceTime(PolyphaseKernel kernel, long sample) => sample * kernel.Stride / kernel.Phases;

    private static long Samples(TimeSpan time, int rate) => (long)Math.Min(MostSamples, Math.Round(time.TotalSeconds * rate));
}
