using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents a number of filters of one shape; groups compare by value.</summary>
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

    /// <summary>Gets the shape of each filter.</summary>
    public FilterShape Shape { get; }

    /// <summary>Gets the number of filters.</summary>
    public int Count { get; }

    /// <summary>Returns the group in the papers' notation, such as <c>204 of 38×7</c>.</summary>
    /// <returns>The group as text.</returns>
    public override string ToString() => $"{Count} of {Shape}";
}
