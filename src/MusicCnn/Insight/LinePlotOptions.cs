namespace MusicCnn.Insight;

/// <summary>Represents the settings of a line plot.</summary>
public sealed record LinePlotOptions : PictureOptions
{
    /// <summary>Initializes a new instance of the <see cref="LinePlotOptions"/> class with the default values.</summary>
    public LinePlotOptions()
        : base(height: 300)
    {
    }

    /// <summary>Gets the horizontal axis.</summary>
    /// <value>The default value is an axis of plain numbers over the range of the data.</value>
    public ValueAxis Horizontal { get; init => field = NotNull(value, nameof(Horizontal)); } = new();

    /// <summary>Gets the vertical axis.</summary>
    /// <value>The default value is an axis of plain numbers over the range of the data, with a little space above and below.</value>
    public ValueAxis Vertical { get; init => field = NotNull(value, nameof(Vertical)); } = new();

    private static ValueAxis NotNull(ValueAxis value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
