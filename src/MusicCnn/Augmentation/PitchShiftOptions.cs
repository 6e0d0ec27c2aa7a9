using MusicCnn.FrontEnds;
using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the settings of <see cref="PitchShift"/>.</summary>
public sealed record PitchShiftOptions : AugmentationOptions
{
    /// <summary>Gets the largest shift, down or up, in bins.</summary>
    public required int MaxShift { get; init => field = Require.Within(value, 1, 1 << 20, "bins"); }

    /// <summary>Gets the value of the bins that come in at the edge, in the unit of the image, or <see langword="null"/> for the example's smallest: its floor. Pitch classes rotate and need none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? FillValue { get; init => field = value is { } fill ? Require.Finite(fill, "(image's unit)") : null; }

    /// <summary>Returns settings for a largest shift in semitones.</summary>
    /// <param name="semitones">The largest shift, down or up, in semitones.</param>
    /// <param name="frontEnd">The front-end, whose axis must be logarithmic.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentException">The axis is not logarithmic, so that a semitone is not one number of bins.</exception>
    public static PitchShiftOptions Within(int semitones, IFrontEnd frontEnd) => new() { MaxShift = frontEnd.BinsIn(semitones) };
}
