using MusicCnn.Insight.Axes;

namespace MusicCnn.Insight.Drawing;

/// <summary>Draws the ticks, their labels and the title of an axis left or right of a plot.</summary>
internal sealed class VerticalAxis
{
    /// <summary>The least white between two labels, in unscaled pixels.</summary>
    private const double Gap = 22;

    private readonly Style _style;
    private readonly AxisContent _content;
    private readonly IReadOnlyList<Tick> _ticks;
    private readonly bool _downward;

    /// <summary>Initializes a new instance of the <see cref="VerticalAxis"/> class.</summary>
    /// <param name="style">The style.</param>
    /// <param name="content">What it shows.</param>
    /// <param name="length">The height of the plot.</param>
    /// <param name="downward">Whether the values begin at the top.</param>
    public VerticalAxis(Style style, AxisContent content, int length, bool downward = false)
    {
        (_style, _content, _downward) = (style, content, downward);
        _ticks = content.ChooseTicks(length, _ => style.Text, style.Pixels(Gap));
        var labels = _ticks.Count == 0 ? 0 : (int)_ticks.Max(tick => style.Width(tick.Label));
        Breadth = style.Tick + style.LabelGap + labels + (content.Title.Length > 0 ? style.NameGap + style.TextRows : 0);
    }

    /// <summary>Gets the width that the axis takes beside the plot.</summary>
    public int Breadth { get; }

    /// <summary>Draws the axis left of a plot.</summary>
    public void DrawLeft(Canvas canvas, PixelArea plot)
    {
        foreach (var tick in _ticks)
        {
            var x = plot.X - _style.Tick;
            Draw(canvas, plot, tick, x, x - _style.LabelGap - StrokeFont.Width(tick.Label, _style.Text));
        }

        DrawTitle(canvas, plot, plot.X - Breadth + _style.TextRows - 1);
    }

    /// <summary>Draws the axis right of a plot.</summary>
    public void DrawRight(Canvas canvas, PixelArea plot)
    {
        foreach (var tick in _ticks)
            Draw(canvas, plot, tick, plot.Right, plot.Right + _style.Tick + _style.LabelGap);
        DrawTitle(canvas, plot, plot.Right + Breadth - 1);
    }

    /// <summary>Draws a line across the plot at every tick.</summary>
    public void DrawGrid(Canvas canvas, PixelArea plot)
    {
        foreach (var tick in _ticks)
            canvas.Fill(plot with { Y = Row(plot, tick.Value) - (_style.Hairline / 2), Height = _style.Hairline }, Style.Grid);
    }

    private void Draw(Canvas canvas, PixelArea plot, Tick tick, int x, int labelX)
    {
        var y = Row(plot, tick.Value);
        canvas.Fill(new(x, y - (_style.Hairline / 2), _style.Tick, _style.Hairline), Style.Ink);
        StrokeFont.Draw(canvas, tick.Label, labelX, y + (_style.TextRows / 2), _style.Text, Style.Ink);
    }

    private void DrawTitle(Canvas canvas, PixelArea plot, int baseline)
    {
        var bottom = plot.Y + ((plot.Height + StrokeFont.Width(_content.Title, _style.Text)) / 2);
        StrokeFont.DrawUpwards(canvas, _content.Title, baseline, bottom, _style.Text, Style.Ink);
    }

    private int Row(PixelArea plot, double value)
    {
        var position = _content.Map.Position(value);
        return Math.Clamp(
            plot.Y + (int)Math.Floor((_downward ? position : 1 - position) * plot.Height), plot.Y, plot.Bottom - 1);
    }
}
