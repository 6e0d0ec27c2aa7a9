using MusicCnn.Internal;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Computes which frames of a growing signal are certain, and what of it must be kept for the frames to come.</summary>
/// <param name="Frames">Where the frames lie.</param>
/// <param name="Padding">How the signal continues beyond its ends.</param>
/// <param name="Idle">The number of samples at the start of a frame that count for nothing.</param>
internal readonly record struct StreamGrid(FrameGrid Frames, EdgePadding Padding, int Idle = 0)
{
    /// <summary>Gets the number of samples that the first frame needs: its own, and where the start is reflected all that the reflection shows.</summary>
    public int First => Padding == EdgePadding.Reflect
        ? Math.Max(Frames.FftSize - Frames.Before, Frames.Before == 0 ? 0 : Frames.Before - Idle + 1)
        : Frames.FftSize - Frames.Before;

    /// <summary>Gets the number of samples that must follow a frame's center, at most, before the frame is certain.</summary>
    public int Latency => First - 1 - (Frames.Placement == FramePlacement.Inside ? Frames.FftSize / 2 : 0);

    /// <summary>Gets how many samples before the last one the continuation at the end shows, at most.</summary>
    private long Reach => (Padding, Frames.Placement) switch
    {
        (not EdgePadding.Reflect, _) or (_, FramePlacement.Inside) => 0,
        (_, FramePlacement.CenteredPastEnd) => (long)Frames.FftSize - Frames.Before + Frames.HopLength - 1,
        _ => Frames.Before,
    };

    /// <summary>Returns the number of frames that no further sample changes.</summary>
    /// <remarks>A reflected start is certain from sample ⌊N/2⌋ on, which is one sample more than the first frame of an even size has itself; all other frames need only their own.</remarks>
    public long Certain(long samples) =>
        samples < First ? 0 : 1 + ((samples - (Frames.FftSize - Frames.Before)) / Frames.HopLength);

    /// <summary>Returns the number of frames of a signal that has ended.</summary>
    public long Total(long samples) => Frames.Frames(samples);

    /// <summary>Returns the first sample that later frames, or the continuation at the end, may need.</summary>
    /// <param name="samples">The samples so far, at least 1.</param>
    /// <param name="given">The frames given so far.</param>
    public long KeepFrom(long samples, long given) => Math.Max(0, Math.Min(Frames.Start(given), samples - 1 - Reach));
}
