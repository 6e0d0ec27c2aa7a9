using MusicCnn.FrontEnds;

namespace MusicCnn.Internal;

/// <summary>Computes where the frames of a signal lie, in whole samples.</summary>
internal readonly record struct FrameGrid(int FftSize, int HopLength, FramePlacement Placement)
{
    /// <summary>Gets the number of samples of the first frame that lie before the signal.</summary>
    public int Before => Placement == FramePlacement.Inside ? 0 : FftSize / 2;

    public static FrameGrid Of(SpectrumOptions options) => new(options.FftSize, options.ActualHopLength, options.Placement);

    /// <summary>Returns the number of frames of a signal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public int FrameCount(int samples, string name)
    {
        Require.Positive(samples, "samples", name);
        if (Placement == FramePlacement.Inside && samples < FftSize)
        {
            throw new ArgumentOutOfRangeException(
                name,
                $"{name} must be at least FftSize ({FftSize} samples), because Placement is Inside, but was {samples} samples. "
                + "Take a longer signal, a smaller FftSize or Placement Centered.");
        }

        return checked((int)Frames(samples));
    }

    /// <summary>Returns the number of frames of a signal that is long enough for one, however long.</summary>
    public long Frames(long samples) => Placement switch
    {
        FramePlacement.CenteredPastEnd => ((samples - 1) / HopLength) + 2,
        _ => 1 + ((samples + (2L * Before) - FftSize) / HopLength),
    };

    /// <summary>Returns where a frame begins; negative before the signal.</summary>
    public long Start(long frame) => (frame * HopLength) - Before;

    /// <summary>Returns the number of samples from the start of the first frame to the end of the last.</summary>
    public long Span(int frames) => FftSize + ((long)HopLength * (frames - 1));

    /// <summary>Returns how many samples lie beyond the signal's end; negative where samples are left over.</summary>
    public int After(int samples, int frames) => checked((int)(Span(frames) - Before - samples));
}
