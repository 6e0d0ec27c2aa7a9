using MusicCnn.Insight.Axes;

namespace MusicCnn.Insight.Drawing;

/// <summary>Represents a heat map with its axes, boxes and color bar.</summary>
internal sealed class HeatMapPanel : Panel
{
    private readonly HeatMapOptions _options;
    private readonly float[] _values;
    private readonly int _rows;
    private readonly int _columns;
    private readonly (double Low, double High) _limits;
    private readonly AxisContent _horizontal;
    private readonly VerticalAxis _vertical;
    private readonly VerticalAxis? _bar;

    public HeatMapPanel(float[] values, int rows, int columns, HeatMapOptions options)
        : base(options)
    {
        (_values, _rows, _columns, _options) = (values, rows, columns, options);
        _limits = options.Values.Limits(Range(values).Least, Range(values).Greatest);
        BoxPainter.Check(options.Boxes, rows, columns);

        _horizontal = (options.Horizontal ?? CellAxis.Numbers()).Along(columns);
        _vertical = new(Style, (options.Vertical ?? CellAxis.Numbers()).Along(rows), PlotHeight(), options.FirstRowOnTop);
        if (options.ColorBar)
        {
            var content = new AxisContent(new LinearMap(_limits.Low, _limits.High), options.Values.Quantity, options.Values.Label);
            _bar = new(Style, content, PlotHeight());
        }
    }

    private int BarGap => Style.Pixels(16);

    private int BarWidth => Style.Pixels(14);

    protected override int LeftBreadth() => _vertical.Breadth;

    protected override int RightBreadth() => _bar is null ? Style.Pixels(10) : BarGap + BarWidth + _bar.Breadth;

    protected override int Depth() => HorizontalAxis.Depth(Style, _horizontal, _options.Width);

    protected override void DrawPlot(Canvas canvas, PixelArea plot)
    {
        DrawImage(canvas, plot);
        canvas.Frame(plot.Grow(Style.Hairline), Style.Hairline, Style.Ink);
        BoxPainter.Draw(canvas, plot, Style, _options, _rows, _columns);

        new HorizontalAxis(Style, _horizontal, plot, HorizontalAxis.Turns(Style, _horizontal, _options.Width)).Draw(canvas);
        _vertical.DrawLeft(canvas, plot);
        if (_bar is not null)
            DrawBar(canvas, new(plot.Right + BarGap, plot.Y, BarWidth, plot.Height), _bar);
    }

    private static (double Least, double Greatest) Range(float[] values)
    {
        var (least, greatest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                continue;
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        return least <= greatest ? (least, greatest) : (0, 1);
    }

    private void DrawImage(Canvas canvas, PixelArea plot)
    {
        var pixels = CellReducer.Reduce(_values, _rows, _columns, plot.Width, plot.Height, _options.Reduction);
        var (low, scale) = (_limits.Low, 1 / (_limits.High - _limits.Low));
        for (var y = 0; y < plot.Height; y++)
        {
            var row = _options.FirstRowOnTop ? plot.Y + y : plot.Bottom - 1 - y;
            for (var x = 0; x < plot.Width; x++)
            {
                var value = pixels[(y * plot.Width) + x];
                canvas[plot.X + x, row] = float.IsNaN(value) ? _options.NotANumber : _options.Colors.Clamped((value - low) * scale);
            }
        }
    }

    private void DrawBar(Canvas canvas, PixelArea bar, VerticalAxis axis)
    {
        for (var y = 0; y < bar.Height; y++)
            canvas.Fill(new(bar.X, bar.Bottom - 1 - y, bar.Width, 1), _options.Colors.At((y + 0.5) / bar.Height));
        canvas.Frame(bar.Grow(Style.Hairline), Style.Hairline, Style.Ink);
        axis.DrawRight(canvas, bar);
    }
}
