using MusicCnn.Insight.Axes;

namespace MusicCnn.Insight.Drawing;

/// <summary>Draws the ticks, their labels and the title of an axis below a plot.</summary>
internal sealed class HorizontalAxis(Style style, AxisContent content, PixelArea plot, bool turned)
{
    /// <summary>The least white between two labels, in unscaled pixels.</summary>
    private const double Gap = 34;

    /// <summary>The part of a picture's width that a plot takes at least, as far as can be known before its margins.</summary>
    private const double PlotShare = 0.7;

    private readonly IReadOnlyList<Tick> _ticks = turned
        ? content.ChooseTicks(plot.Width, _ => style.Text, style.Pixels(Gap / 2))
        : content.ChooseTicks(plot.Width, style.Width, style.Pixels(Gap));

    /// <summary>Returns whether the names of cells have to be written upward, because side by side they have no room.</summary>
    public static bool Turns(Style style, AxisContent content, int pictureWidth) =>
        content.Names is { Count: > 0 } names
        && names.Max(style.Width) + style.Pixels(Gap / 3) > PlotShare * style.Pixels(pictureWidth) / names.Count;

    /// <summary>Returns the height that the axis takes.</summary>
    public static int Depth(Style style, AxisContent content, int pictureWidth)
    {
        var labels = Turns(style, content, pictureWidth) ? (int)content.Names!.Max(style.Width) : style.TextRows;
        return style.Tick + style.LabelGap + labels + (content.Title.Length > 0 ? style.NameGap + style.TextRows : 0);
    }

    /// <summary>Draws the axis.</summary>
    public void Draw(Canvas canvas)
    {
        var top = plot.Bottom + style.Tick + style.LabelGap;
        var deepest = style.TextRows;
        foreach (var tick in _ticks)
        {
            var (x, width) = (Column(tick.Value), StrokeFont.Width(tick.Label, style.Text));
            canvas.Fill(new(x - (style.Hairline / 2), plot.Bottom, style.Hairline, style.Tick), Style.Ink);
            if (turned)
            {
                StrokeFont.DrawUpwards(canvas, tick.Label, x + (style.TextRows / 2), top + width, style.Text, Style.Ink);
                deepest = Math.Max(deepest, width);
            }
            else
            {
                StrokeFont.Draw(canvas, tick.Label, x - (width / 2), top + style.TextRows - 1, style.Text, Style.Ink);
            }
        }

        var left = plot.X + ((plot.Width - StrokeFont.Width(content.Title, style.Text)) / 2);
        StrokeFont.Draw(canvas, content.Title, left, top + deepest + style.NameGap + style.TextRows - 1, style.Text, Style.Ink);
    }

    /// <summary>Draws a line across the plot at every tick.</summary>
    public void DrawGrid(Canvas canvas)
    {
        foreach (var tick in _ticks)
            canvas.Fill(plot with { X = Column(tick.Value) - (style.Hairline / 2), Width = style.Hairline }, Style.Grid);
    }

    private int Column(double value) =>
        Math.Clamp(plot.X + (int)Math.Floor(content.Map.Position(value) * plot.Width), plot.X, plot.Right - 1);
}
