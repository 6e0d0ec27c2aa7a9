using System.Text.Json.Serialization;
using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents the shape of a filter over a time-frequency image, written m×n = bins×frames as in the literature.</summary>
/// <remarks>
/// <para>Shapes compare by value. What a shape hears follows from its sides: a temporal filter sees one bin at a time
/// and so rhythm without timbre, a frequency filter sees one frame at a time and so timbre without rhythm.</para>
/// <para>Source: Pons, Lidy, Serra, "Experimenting with musically motivated convolutional neural networks", CBMI 2016 (section 2).</para>
/// </remarks>
public sealed record FilterShape
{
    [JsonConstructor]
    private FilterShape(int bins, int frames)
    {
        Bins = Require.Positive(bins, "bins", nameof(bins));
        Frames = Require.Positive(frames, "frames", nameof(frames));
    }

    /// <summary>Gets the height m, in frequency bins.</summary>
    public int Bins { get; }

    /// <summary>Gets the width n, in frames.</summary>
    public int Frames { get; }

    /// <summary>Returns a temporal shape, 1×n: hears onsets, rhythm and tempo, and is blind to timbre.</summary>
    /// <param name="frames">The width n, in frames, at least 1.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frames"/> is below 1.</exception>
    public static FilterShape Temporal(int frames) => new(1, frames);

    /// <summary>Returns a frequency shape, m×1: hears timbre and chords, and is blind to time.</summary>
    /// <param name="bins">The height m, in bins, at least 1. Smaller than the image, so that pooling over frequency makes it invariant to pitch.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    public static FilterShape Frequency(int bins) => new(bins, 1);

    /// <summary>Returns a rectangular shape, m×n: hears what needs both, such as notes, motives and percussion.</summary>
    /// <param name="bins">The height m, in bins, at least 1.</param>
    /// <param name="frames">The width n, in frames, at least 1.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> or <paramref name="frames"/> is below 1.</exception>
    public static FilterShape Rectangular(int bins, int frames) => new(bins, frames);

    /// <summary>Returns a group of filters of this shape.</summary>
    /// <param name="count">The number of filters, at least 1.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public FilterGroup Times(int count) => new(this, count);

    /// <summary>Returns the shape in the papers' notation, such as <c>38×7</c>.</summary>
    /// <returns>The shape as text.</returns>
    public override string ToString() => $"{Bins}×{Frames}";
}
