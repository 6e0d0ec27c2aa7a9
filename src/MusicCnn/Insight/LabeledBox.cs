using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Insight;

/// <summary>Represents a box to draw over a heat map: a filter's shape at a place of the image, with a label.</summary>
public sealed record LabeledBox
{
    /// <summary>Initializes a new instance of the <see cref="LabeledBox"/> class.</summary>
    /// <param name="shape">The size of the box, in bins and frames.</param>
    /// <param name="bin">The lowest row that it covers, from 0.</param>
    /// <param name="frame">The first column that it covers, from 0.</param>
    public LabeledBox(FilterShape shape, int bin, int frame)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
        Bin = Require.NotNegative(bin, "bins", nameof(bin));
        Frame = Require.NotNegative(frame, "frames", nameof(frame));
        Label = shape.ToString();
    }

    /// <summary>Gets the size of the box, in bins and frames.</summary>
    public FilterShape Shape { get; }

    /// <summary>Gets the lowest row that it covers.</summary>
    public int Bin { get; }

    /// <summary>Gets the first column that it covers.</summary>
    public int Frame { get; }

    /// <summary>Gets what is written beside the box.</summary>
    /// <value>The default value is the shape, such as <c>38×7</c>; an empty text writes nothing.</value>
    public string Label
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>Gets the color of the outline and the label.</summary>
    /// <value>The default value is white.</value>
    public Rgb Color { get; init; } = new(255, 255, 255);
}
