using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents the settings of a scatter plot.</summary>
public sealed record ScatterPlotOptions : PictureOptions
{
    /// <summary>Initializes a new instance of the <see cref="ScatterPlotOptions"/> class with the default values.</summary>
    public ScatterPlotOptions()
        : base(height: 400)
    {
    }

    /// <summary>Gets the horizontal axis.</summary>
    /// <value>The default value is an axis of plain numbers over the range of the data, with a little space on both sides.</value>
    public ValueAxis Horizontal { get; init => field = Require.NotNull(value); } = new();

    /// <summary>Gets the vertical axis.</summary>
    /// <value>The default value is an axis of plain numbers over the range of the data and their deviations, with a little space above and below.</value>
    public ValueAxis Vertical { get; init => field = Require.NotNull(value); } = new();

    /// <summary>Gets the diameter of a point, from 1 to 40, in pixels.</summary>
    /// <value>The default value is 8.</value>
    public double PointSize { get; init => field = Require.Within(value, 1, 40, "pixels"); } = 8;
}
