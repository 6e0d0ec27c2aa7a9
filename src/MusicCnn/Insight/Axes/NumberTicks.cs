using System.Globalization;

namespace MusicCnn.Insight.Axes;

/// <summary>Chooses ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class NumberTicks
{
    /// <summary>The most ticks that are tried; no picture has room for more.</summary>
    private const int Most = 100;

    private static readonly double[] Leads = [1, 2, 5];

    /// <summary>Returns the most ticks that have room, written as plain numbers.</summary>
    public static IReadOnlyList<Tick> Choose(TickRoom room) => Choose(room, Format);

    /// <summary>Returns the most ticks that have room.</summary>
    /// <param name="room">The axis.</param>
    /// <param name="format">Writes a value; its second argument is the distance between two ticks.</param>
    public static IReadOnlyList<Tick> Choose(TickRoom room, Func<double, double, string> format)
    {
        if (room.Map is LogarithmicMap)
        {
            var decades = DecadeTicks.Choose(room, value => format(value, value));
            if (decades.Count >= DecadeTicks.Fewest)
                return decades;
        }

        var range = room.Map.High - room.Map.Low;
        IReadOnlyList<Tick> ticks = [];
        foreach (var step in Steps(range))
        {
            ticks = Multiples(room, step, format);
            if (room.Fits(ticks))
                break;
        }

        return ticks;
    }

    /// <summary>Returns all multiples of a step that lie on the axis.</summary>
    public static IReadOnlyList<Tick> Multiples(TickRoom room, double step, Func<double, double, string> format)
    {
        List<Tick> ticks = [];
        var first = Math.Ceiling((room.Map.Low / step) - 1e-9);
        for (var i = 0; i <= Most + 1; i++)
        {
            var value = ((first + i) * step) + 0.0; // no negative zero
            if (room.Covers(value) && (ticks.Count == 0 || value > ticks[^1].Value))
                ticks.Add(new(value, format(value, step)));
        }

        return ticks;
    }

    /// <summary>Writes a number with as many decimals as the step needs; zero is always just 0.</summary>
    public static string Format(double value, double step)
    {
        if (Math.Abs(value) < step / 2)
            return "0";

        var size = Math.Abs(value);
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        var digits = Math.Clamp((int)Math.Ceiling(Math.Log10(size / step) - 1e-9), 0, 12);
        var text = size >= 1e6 || size < 1e-4
            ? size.ToString($"0.{new string('#', digits)}e0", CultureInfo.InvariantCulture)
            : size.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (value < 0 ? "−" : string.Empty) + text.Replace('-', '−');
    }

    private static IEnumerable<double> Steps(double range)
    {
        for (var power = (int)Math.Floor(Math.Log10(range / Most)); ; power++)
        {
            foreach (var lead in Leads)
            {
                var step = lead * Math.Pow(10, power);
                if (step * Most < range)
                    continue;
                if (step > 2 * range)
                    yield break;
                yield return step;
            }
        }
    }
}
