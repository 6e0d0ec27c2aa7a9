using System.Runtime.CompilerServices;
using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents a number of filters of one shape, and how they walk over the image; groups compare by value.</summary>
/// <example>
/// <code>
/// var onsets = FilterShape.Temporal(8).Times(16);
/// var sparse = onsets with { FrameStride = 2, FrameDilation = 3 };   // every second frame, taps three frames apart
/// </code>
/// </example>
public sealed record FilterGroup
{
    /// <summary>Initializes a new instance of the <see cref="FilterGroup"/> class.</summary>
    /// <param name="shape">The shape of each filter.</param>
    /// <param name="count">The number of filters, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public FilterGroup(FilterShape shape, int count)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
        Count = Require.Positive(count, "filters", nameof(count));
    }

    /// <summary>Gets the shape of each filter: its taps, bins×frames.</summary>
    public FilterShape Shape { get; }

    /// <summary>Gets the number of filters.</summary>
    public int Count { get; init => field = Require.Positive(value, "filters"); }

    /// <summary>Gets what happens to this group at the lowest and the highest bin, or <see langword="null"/> for what the layer sets.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public AxisPadding? FrequencyPadding { get; init => field = value is null ? null : Require.Defined(value.Value); }

    /// <summary>Gets what happens to this group at the first and the last frame, or <see langword="null"/> for what the layer sets.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public AxisPadding? TimePadding { get; init => field = value is null ? null : Require.Defined(value.Value); }

    /// <summary>Gets the step from one position of a filter to the next, in bins.</summary>
    /// <value>The default value is 1.</value>
    public int BinStride { get; init => field = Require.Positive(value, "bins"); } = 1;

    /// <summary>Gets the step from one position of a filter to the next, in frames.</summary>
    /// <value>The default value is 1.</value>
    public int FrameStride { get; init => field = Require.Positive(value, "frames"); } = 1;

    /// <summary>Gets the distance between neighboring taps of a filter, in bins.</summary>
    /// <value>The default value is 1.</value>
    public int BinDilation { get; init => field = Require.Positive(value, "bins"); } = 1;

    /// <summary>Gets the distance between neighboring taps of a filter, in frames.</summary>
    /// <value>The default value is 1.</value>
    public int FrameDilation { get; init => field = Require.Positive(value, "frames"); } = 1;

    /// <summary>Gets whether the filters see the mean of the image over frequency instead of each of its bins, as the temporal filters of ISMIR 2018 do.</summary>
    /// <value>The default value is <see langword="false"/>. With it one row is filtered instead of every bin, so that the layer costs as much less
    /// as the image has bins; the maximum over frequency has nothing left to choose from.</value>
    /// <exception cref="ArgumentException">The filters are not temporal, 1×n.</exception>
    public bool MeanFirst { get; init => field = RequireTemporal(value); }

    /// <summary>Gets the bins from the first to the last tap of a filter: dilation·(m − 1) + 1.</summary>
    public long BinExtent => (long)BinDilation * (Shape.Bins - 1) + 1;

    /// <summary>Gets the frames from the first to the last tap of a filter: dilation·(n − 1) + 1.</summary>
    public long FrameExtent => (long)FrameDilation * (Shape.Frames - 1) + 1;

    /// <summary>Returns the group in the papers' notation, such as <c>204 of 38×7</c>, and what is unusual about it.</summary>
    /// <returns>The group as text; stride and dilation are bins×frames.</returns>
    public override string ToString()
    {
        var text = $"{Count} of {Shape}{(MeanFirst ? " on the mean over frequency" : "")}";
        var unusual = new List<string>();
        if ((BinStride, FrameStride) != (1, 1))
            unusual.Add($"stride {BinStride}×{FrameStride}");
        if ((BinDilation, FrameDilation) != (1, 1))
            unusual.Add($"dilation {BinDilation}×{FrameDilation}");
        if (FrequencyPadding is { } frequency)
            unusual.Add($"{frequency.ToString().ToLowerInvariant()} in frequency");
        if (TimePadding is { } time)
            unusual.Add($"{time.ToString().ToLowerInvariant()} in time");
        return unusual.Count == 0 ? text : $"{text} ({string.Join(", ", unusual)})";
    }

    private bool RequireTemporal(bool meanFirst, [CallerMemberName] string name = "") => !meanFirst || Shape.Bins == 1 ? meanFirst : throw new ArgumentException(
        $"The mean over frequency leaves one bin, so its filters must be 1×n, but these are {Shape}. Take FilterShape.Temporal({Shape.Frames}), or MeanFirst = false.",
        name);
}
