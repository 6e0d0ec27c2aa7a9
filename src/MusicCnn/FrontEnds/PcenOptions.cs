using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of per-channel energy normalization, <see cref="Pcen"/>.</summary>
/// <remarks>The presets are data; change one with <c>with</c>, such as <c>Librosa with { Scale = 2147483648.0 }</c>.</remarks>
public sealed record PcenOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>pcen</c>: gain 0.98, bias 2, power 1/2, 0.4 s, floor 1e-6, fixed.</summary>
    /// <remarks>librosa's own examples scale magnitudes by 2³¹ before; set <see cref="Scale"/> for that. Verified against: the formula in double
    /// precision and librosa's published values, 5e-6.</remarks>
    public static PcenOptions Librosa { get; } = new();

    /// <summary>Gets the start of the trained compression of LEAF (Zeghidour and others, ICLR 2021): gain 0.96, bias 2, power 1/2, smoothing 0.04,
    /// floor 1e-12, all learned for each band on its own.</summary>
    /// <remarks>Verified against: the formula of leaf-pytorch in double precision, also outside its clamps.</remarks>
    public static PcenOptions Leaf { get; } = new()
    {
        Gain = 0.96,
        Smoothing = 0.04,
        Floor = 1e-12,
        Start = PcenStart.FirstFrame,
        Trainable = true,
        PerBand = true,
    };

    /// <summary>Gets the exponent α of the smoothed level by which an image is divided: 0 leaves loudness as it is, 1 takes it out (librosa: <c>gain</c>,
    /// LEAF: <c>alpha</c>).</summary>
    /// <value>Between 0 and 1; the default value is 0.98.</value>
    public double Gain { get; init => field = Require.Within(value, 0, 1, "(gain)"); } = 0.98;

    /// <summary>Gets the offset δ before the root, in units of the normalized image (librosa: <c>bias</c>, LEAF: <c>delta</c>). 0 is the plain power.</summary>
    /// <value>Not below 0; the default value is 2.</value>
    public double Bias { get; init => field = Require.NotNegative(value, "(bias)"); } = 2;

    /// <summary>Gets the exponent r of the compression, one over LEAF's <c>root</c> (librosa: <c>power</c>). 0 is the logarithm ln(1 + x).</summary>
    /// <value>Between 0 and 1; the default value is 0.5.</value>
    public double Power { get; init => field = Require.Within(value, 0, 1, "(power)"); } = 0.5;

    /// <summary>Gets what is added to the smoothed level ε, in the scaled unit of the image (librosa: <c>eps</c>, LEAF: <c>floor</c>). No smaller than
    /// 1e-12, so that the gradient at silence is finite in float32 too.</summary>
    /// <value>The default value is 1e-6.</value>
    public double Floor { get; init => field = Require.Within(value, 1e-12, double.MaxValue, "(floor)"); } = 1e-6;

    /// <summary>Gets the time constant of the smoothing, in seconds (librosa: <c>time_constant</c>); without effect where <see cref="Smoothing"/> is set.</summary>
    /// <value>The default value is 0.4.</value>
    public double TimeConstant { get; init => field = Require.Positive(value, "seconds"); } = 0.4;

    /// <summary>Gets the share b of a frame in the smoothed level, or <see langword="null"/> to derive it from <see cref="TimeConstant"/> and the frame rate
    /// (librosa: <c>b</c>, LEAF: <c>s</c>).</summary>
    /// <value>Between 0 and 1; the default value is <see langword="null"/>.</value>
    public double? Smoothing { get; init => field = value is { } share ? Require.Within(share, 0, 1, "(share)") : null; }

    /// <summary>Gets the number of neighboring bands whose maximum is smoothed, ⌊k/2⌋ below and k − 1 − ⌊k/2⌋ above, as far as they exist (librosa:
    /// <c>max_size</c>).</summary>
    /// <value>The default value is 1, each band on its own.</value>
    public int NeighborBands { get; init => field = Require.Positive(value, "bands"); } = 1;

    /// <summary>Gets the factor on the image before anything else. It says how loud the <see cref="Floor"/> and a start at
    /// <see cref="PcenStart.UnitLevel"/> are; 2147483648 (2³¹) stands for the integers of 32-bit audio.</summary>
    /// <value>The default value is 1.</value>
    public double Scale { get; init => field = Require.Positive(value, "(factor)"); } = 1;

    /// <summary>Gets what the smoothed level is before the first frame.</summary>
    /// <value>The default value is <see cref="PcenStart.UnitLevel"/>.</value>
    public PcenStart Start { get; init => field = Require.Defined(value); } = PcenStart.UnitLevel;

    /// <summary>Gets a value indicating whether gain, bias, root (1/power) and smoothing are parameters that are learned with the rest. A power or a
    /// bias of 0 is another formula, and not learned.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Trainable { get; init; }

    /// <summary>Gets a value indicating whether each band has parameters of its own, where they are learned.</summary>
    /// <value>The default value is <see langword="false"/>: all bands share them.</value>
    public bool PerBand { get; init; }

    /// <summary>Returns the share b of a frame in the smoothed level.</summary>
    /// <param name="frameRate">The number of frames a second, or <see langword="null"/> where it is not known.</param>
    internal double SmoothingAt(double? frameRate)
    {
        if (Smoothing is { } share)
            return share;
        if (frameRate is not { } rate)
        {
            throw new ArgumentNullException(
                nameof(frameRate),
                FormattableString.Invariant($"A TimeConstant of {TimeConstant} seconds needs the frame rate. Give it, or set Smoothing, the share of a frame."));
        }

        // The root of T²b² + b − 1 = 0, written so that a long time constant does not cancel.
        var frames = TimeConstant * Require.Positive(rate, "frames a second", nameof(frameRate));
        return 2 / (Math.Sqrt(1 + (4 * frames * frames)) + 1);
    }
}
