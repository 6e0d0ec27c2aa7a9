namespace MusicCnn.Insight.Drawing;

/// <summary>Represents the names of lines with their colors, in rows above the plot, where they hide nothing.</summary>
internal sealed class Legend
{
    private readonly Style _style;
    private readonly List<(string Name, Rgb Color, int X, int Row)> _items = [];

    /// <summary>Initializes a new instance of the <see cref="Legend"/> class; a single line needs none.</summary>
    public Legend(Style style, IReadOnlyList<(string Name, Rgb Color)> lines, int width)
    {
        _style = style;
        if (lines.Count < 2)
            return;

        var (x, row) = (0, 0);
        foreach (var (name, color) in lines)
        {
            var size = Sample + style.Pixels(6) + StrokeFont.Width(name, style.Text) + style.Pixels(18);
            if (x > 0 && x + size > width)
                (x, row) = (0, row + 1);
            _items.Add((name, color, x, row));
            x += size;
        }

        Height = ((row + 1) * RowHeight) + style.Pixels(4);
    }

    /// <summary>Gets the height of all rows with the space below them.</summary>
    public int Height { get; }

    private int Sample => _style.Pixels(20);

    private int RowHeight => _style.Pixels(18);

    /// <summary>Draws the legend.</summary>
    public void Draw(Canvas canvas, int left, int top)
    {
        foreach (var (name, color, x, row) in _items)
        {
            var baseline = top + (row * RowHeight) + _style.TextRows;
            canvas.Fill(new(left + x, baseline - (_style.TextRows / 2) - _style.Hairline, Sample, _style.Pixels(3)), color);
            StrokeFont.Draw(canvas, name, left + x + Sample + _style.Pixels(6), baseline, _style.Text, Style.Ink);
        }
    }
}
