using MusicCnn.FrontEnds;
using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents a number of filters of one musical shape; groups compare by value.</summary>
public sealed record MusicalGroup
{
    /// <summary>Initializes a new instance of the <see cref="MusicalGroup"/> class.</summary>
    /// <param name="shape">The shape of each filter, in musical units.</param>
    /// <param name="count">The number of filters, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public MusicalGroup(MusicalShape shape, int count)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
        Count = Require.Positive(count, "filters", nameof(count));
    }

    /// <summary>Gets the shape of each filter, in musical units.</summary>
    public MusicalShape Shape { get; }

    /// <summary>Gets the number of filters.</summary>
    public int Count { get; }

    /// <summary>Returns the group in bins and frames of a front-end.</summary>
    /// <param name="frontEnd">The front-end, whose axes decide.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentException">The axes do not have the shape; see <see cref="MusicalShape.On"/>.</exception>
    public FilterGroup On(IFrontEnd frontEnd) => Shape.On(frontEnd).Times(Count);

    /// <summary>Returns the group in musical units, such as <c>16 of 200-2000 Hz × 100 ms</c>.</summary>
    /// <returns>The group as text.</returns>
    public override string ToString() => $"{Count} of {Shape}";
}
