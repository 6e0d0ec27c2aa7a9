using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents the settings of a heat map.</summary>
public sealed record HeatMapOptions : PictureOptions
{
    /// <summary>Initializes a new instance of the <see cref="HeatMapOptions"/> class with the default values.</summary>
    public HeatMapOptions()
        : base(height: 400)
    {
    }

    /// <summary>Gets what the columns stand for.</summary>
    /// <value>With <see langword="null"/>, the default, the front-end's frames in seconds, or else the numbers of the columns.</value>
    public CellAxis? Horizontal { get; init; }

    /// <summary>Gets what the rows stand for.</summary>
    /// <value>With <see langword="null"/>, the default, the front-end's frequencies, or else the numbers of the rows.</value>
    public CellAxis? Vertical { get; init; }

    /// <summary>Gets a value indicating whether row 0 is at the top, as in a matrix, and not at the bottom, as in a spectrogram.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool FirstRowOnTop { get; init; }

    /// <summary>Gets the values of the color bar's ends, and its label with the unit; what lies beyond takes the color of the end.</summary>
    /// <value>The default value is an axis of the least to the greatest finite value, without a label.</value>
    public ValueAxis Values { get; init => field = NotNull(value, nameof(Values)); } = new();

    /// <summary>Gets a value indicating whether there is a color bar.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool ColorBar { get; init; } = true;

    /// <summary>Gets the colors.</summary>
    /// <value>The default value is <see cref="ColorMap.Ember"/>.</value>
    public ColorMap Colors { get; init => field = NotNull(value, nameof(Colors)); } = ColorMap.Ember;

    /// <summary>Gets the color of values that are not numbers; a pixel of many cells takes it when any of them is none.</summary>
    /// <value>The default value is a gray with a touch of green, which no built-in map contains.</value>
    public Rgb NotANumber { get; init; } = new(118, 140, 118);

    /// <summary>Gets which value a pixel shows where there are more cells than pixels.</summary>
    /// <value>The default value is <see cref="CellReduction.Maximum"/>.</value>
    public CellReduction Reduction { get; init => field = Require.Defined(value); }

    /// <summary>Gets the boxes that are drawn over the image.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<LabeledBox> Boxes { get; init => field = NotNull(value, nameof(Boxes)); } = [];

    private static T NotNull<T>(T value, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
