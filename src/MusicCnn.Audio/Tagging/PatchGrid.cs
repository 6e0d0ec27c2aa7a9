using MusicCnn.FrontEnds;
using MusicCnn.Models;

namespace MusicCnn.Audio.Tagging;

/// <summary>Represents where the patches of a clip lie, in frames.</summary>
/// <param name="Frames">The number of frames of a patch.</param>
/// <param name="Hop">The number of frames from one patch to the next.</param>
/// <param name="FrameRate">The number of frames in a second.</param>
internal readonly record struct PatchGrid(int Frames, int Hop, double FrameRate)
{
    /// <summary>The samples at either end of a duration that the original leaves to the reach of its window.</summary>
    private const int Reach = 256;

    /// <summary>Returns the patches that options ask for.</summary>
    /// <exception cref="ArgumentException">The network takes no patches of that length, or no array holds a batch of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The hop is shorter than a frame.</exception>
    public static PatchGrid Of(AudioClassifier model, TaggingOptions options)
    {
        var frontEnd = model.FrontEnd;
        var original = IsMusicnn(model.FrontEndModule);
        var frames = options.PatchLength switch
        {
            null => model.PatchFrames,
            { } length => original ? OriginalFrames(length) + 1 : frontEnd.FramesIn(length),
        };
        if (model.Network is VggModel vgg && frames != vgg.Options.Frames)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The network takes patches of {vgg.Options.Frames} frames only, as its dense layer fixes them, but a PatchLength of {options.PatchLength?.TotalSeconds} s has {frames}. ")
                + "Leave PatchLength at null, or take a musicnn network, which takes any length.",
                nameof(options));
        }

        if ((Int128)frames * frontEnd.Bins * options.BatchSize > Array.MaxLength)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"A batch of {options.BatchSize} patches of {frames} frames is too large for memory. Take a shorter PatchLength or a smaller BatchSize."), nameof(options));
        }

        var hop = options.Hop switch
        {
            null => frames,
            { } time => original ? OriginalFrames(time) : frontEnd.FramesIn(time),
        };
        if (hop < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), FormattableString.Invariant($"Hop must be at least 0.032 s, one frame as the original counts, but was {options.Hop?.TotalSeconds} s."));
        }

        return new PatchGrid(frames, hop, frontEnd.FrameRate);
    }

    /// <summary>Returns when a patch sounds.</summary>
    public TagPatch Time(int patch) => new(Seconds((long)patch * Hop), Seconds(Frames));

    /// <summary>Returns a number of frames in time.</summary>
    public TimeSpan Seconds(long frames) => TimeSpan.FromSeconds(frames / FrameRate);

    /// <summary>Returns whether a front-end is musicnn's, with or without rounding to half precision.</summary>
    private static bool IsMusicnn(object frontEnd) =>
        frontEnd is MelSpectrogram mel && mel.Options with { RoundToHalf = false } == MelSpectrogramOptions.Musicnn;

    /// <summary>Returns the frames of a duration as the original counts them; of years, as many as a number holds.</summary>
    private static int OriginalFrames(TimeSpan duration)
    {
        var options = MelSpectrogramOptions.Musicnn;
        var samples = (long)((Int128)duration.Ticks * options.SampleRate / TimeSpan.TicksPerSecond);
        return (int)Math.Min((samples - Reach) / (options.HopLength ?? options.FftSize), int.MaxValue - 1);
    }
}
