using System.Globalization;

namespace MusicCnn.Insight.Drawing;

/// <summary>Represents one character of the built-in font as straight pieces, in the units of <see cref="StrokeGlyphs"/>.</summary>
internal sealed class StrokeGlyph
{
    /// <summary>The angle of an ellipse that becomes one straight piece, in degrees.</summary>
    private const double ArcStep = 15;

    private readonly List<(double X1, double Y1, double X2, double Y2)> _pieces = [];

    /// <summary>Initializes a new instance of the <see cref="StrokeGlyph"/> class from its drawing.</summary>
    public StrokeGlyph(string drawing)
    {
        var words = drawing.Split(' ');
        Advance = Number(words[0]);
        var (x, y) = (0.0, 0.0);
        for (var i = 1; i < words.Length;)
        {
            var command = words[i][0];
            var first = Number(words[i][1..]);
            var second = Number(words[i + 1]);
            switch (command)
            {
                case 'M':
                    (x, y) = (first, second);
                    i += 2;
                    break;
                case 'L' or 'D':
                    if (command == 'D')
                        (x, y) = (first, second);
                    Piece(first, second);
                    i += 2;
                    break;
                case 'A' or 'a':
                    Arc(first, second, Number(words[i + 2]), Number(words[i + 3]), Number(words[i + 4]), Number(words[i + 5]), command == 'a');
                    i += 6;
                    break;
                default:
                    throw new FormatException($"'{command}' is no command of a drawing.");
            }
        }

        void Piece(double toX, double toY)
        {
            _pieces.Add((x, y, toX, toY));
            (x, y) = (toX, toY);
        }

        void Arc(double cx, double cy, double rx, double ry, double from, double to, bool starts)
        {
            var count = (int)Math.Ceiling(Math.Abs(to - from) / ArcStep);
            for (var step = 0; step <= count; step++)
            {
                var (sine, cosine) = Math.SinCos((from + ((to - from) * step / count)) * Math.PI / 180);
                var (toX, toY) = (cx + (rx * cosine), cy + (ry * sine));
                if (step == 0 && starts)
                    (x, y) = (toX, toY);
                else
                    Piece(toX, toY);
            }
        }
    }

    /// <summary>Gets the distance to the next character.</summary>
    public double Advance { get; }

    /// <summary>Gets the straight pieces; one without length is a dot.</summary>
    public IReadOnlyList<(double X1, double Y1, double X2, double Y2)> Pieces => _pieces;

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
