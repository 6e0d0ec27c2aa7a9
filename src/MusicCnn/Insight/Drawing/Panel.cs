namespace MusicCnn.Insight.Drawing;

/// <summary>Represents one plot of a picture; stacked panels share the left and the right edge of their plots.</summary>
internal abstract class Panel(PictureOptions options)
{
    /// <summary>Gets the settings.</summary>
    public PictureOptions Options { get; } = options;

    protected Style Style { get; } = new(options.Scale);

    /// <summary>Gets the height of the panel, in pixels of the file.</summary>
    public int Height => Style.Pixels(Options.Height);

    /// <summary>Returns what has to be free on both sides of the plot.</summary>
    public (int Left, int Right) Margins() => (Style.Padding + LeftBreadth(), Style.Padding + RightBreadth());

    /// <summary>Returns where the plot itself lies in the area of the panel.</summary>
    public PixelArea Plot(PixelArea area, int left, int right) => new(
        area.X + left, area.Y + Top(), Math.Max(1, area.Width - left - right), PlotHeight());

    /// <summary>Draws the panel.</summary>
    public void Draw(Canvas canvas, PixelArea area, int left, int right)
    {
        var plot = Plot(area, left, right);
        if (!string.IsNullOrEmpty(Options.Title))
        {
            var title = StrokeFont.Fit(Options.Title, Style.Title, area.Right - plot.X - Style.Padding);
            StrokeFont.Draw(canvas, title, plot.X - Style.Pixels(1), area.Y + Style.Padding + (int)Style.Title, Style.Title, Style.Ink, weight: 0.15);
        }

        DrawPlot(canvas, plot);
    }

    protected abstract void DrawPlot(Canvas canvas, PixelArea plot);

    /// <summary>Returns the width of what stands left of the plot.</summary>
    protected abstract int LeftBreadth();

    /// <summary>Returns the width of what stands right of the plot.</summary>
    protected abstract int RightBreadth();

    /// <summary>Returns the height of what stands below the plot.</summary>
    protected abstract int Depth();

    /// <summary>Returns the height of what stands between the title and the plot.</summary>
    protected virtual int Heading() => 0;

    /// <summary>Returns the height of the plot, which does not depend on the margins, so that its ticks can be chosen before them.</summary>
    protected int PlotHeight() => Math.Max(1, Height - Top() - Depth() - Style.Padding);

    private int Top() => Style.Padding + Heading()
        + (string.IsNullOrEmpty(Options.Title) ? Style.Pixels(2) : (int)Style.Title + Style.Pixels(12));
}
