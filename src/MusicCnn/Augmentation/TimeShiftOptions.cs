using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the settings of <see cref="TimeShift"/>.</summary>
public sealed record TimeShiftOptions : AugmentationOptions
{
    /// <summary>The largest shift that can be drawn either way in 31 bits.</summary>
    private const int Largest = 1 << 29;

    /// <summary>Gets the largest shift, earlier or later, in samples of a waveform or frames of an image.</summary>
    public required int MaxShift { get; init => field = Require.Within(value, 1, Largest, "samples or frames"); }

    /// <summary>Gets what comes into the places that are left.</summary>
    /// <value>The default value is <see cref="ShiftEdge.Circular"/>.</value>
    public ShiftEdge Edge { get; init => field = Require.Defined(value); } = ShiftEdge.Circular;

    /// <summary>Gets the value of silence where <see cref="Edge"/> is <see cref="ShiftEdge.Constant"/>: 0 in a waveform, the floor of a logarithmic image.</summary>
    /// <value>The default value is 0.</value>
    public double FillValue { get; init => field = Require.Finite(value, "(input's unit)"); }

    /// <summary>Returns settings for a largest shift in seconds.</summary>
    /// <param name="longest">The largest shift, earlier or later.</param>
    /// <param name="rate">How many samples or frames make a second: a sample rate, or a front-end's frame rate.</param>
    /// <returns>The settings, rounded to the nearest sample or frame and at least one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0, or the shift is too long.</exception>
    public static TimeShiftOptions Within(TimeSpan longest, double rate)
    {
        var seconds = Require.Positive(longest.TotalSeconds, "seconds", nameof(longest));
        var shift = Math.Round(seconds * Require.Positive(rate, "samples or frames a second", nameof(rate)));
        return new() { MaxShift = (int)Require.Within(Math.Max(1, shift), 1, Largest, "samples or frames", nameof(longest)) };
    }
}
