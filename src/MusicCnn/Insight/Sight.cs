namespace MusicCnn.Insight;

/// <summary>Represents how much of the image one value of a layer's output sees: its receptive field, in frames and bins and in musical units.</summary>
/// <remarks>A number of frames counts as that many steps from frame to frame, as in <see cref="FrontEnds.FrontEndExtensions.FramesIn(FrontEnds.IFrontEnd, TimeSpan)"/>;
/// the analysis window of the front-end reaches somewhat further. A bin counts from half-way to the bin below to half-way to the bin above.</remarks>
public sealed record Sight
{
    /// <summary>Gets the number of frames.</summary>
    public required int Frames { get; init; }

    /// <summary>Gets whether these are all frames of the excerpt, so that a longer one would be seen further.</summary>
    public required bool AllFrames { get; init; }

    /// <summary>Gets the number of bins.</summary>
    public required int Bins { get; init; }

    /// <summary>Gets whether these are all bins.</summary>
    public required bool AllBins { get; init; }

    /// <summary>Gets the time, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the time in beats at the tempo stated, or <see langword="null"/> without a tempo.</summary>
    public double? Beats { get; init; }

    /// <summary>Gets the range of frequency, in hertz, where it is narrowest: at the low end of most axes. <see langword="null"/> where rows are no single frequencies.</summary>
    public double? NarrowestHertz { get; init; }

    /// <summary>Gets the range of frequency, in hertz, where it is widest. <see langword="null"/> where rows are no single frequencies.</summary>
    public double? WidestHertz { get; init; }

    /// <summary>Gets the range of frequency, in octaves, on an axis where it is the same everywhere: a logarithmic one, or pitch classes; else <see langword="null"/>.</summary>
    public double? Octaves { get; init; }
}
