using System.Globalization;

namespace MusicCnn.Insight.Axes;

/// <summary>Chooses ticks of a time axis: round seconds, and beyond two minutes multiples that divide a minute or an hour.</summary>
internal static class SecondTicks
{
    private const double LongestInSeconds = 120;

    /// <summary>Thirty years: beyond, a number is hardly a time, and is written as a number.</summary>
    private const double LongestInMinutes = 1e9;
    private const double Day = 86_400;

    /// <summary>The most ticks that are tried; no picture has room for more.</summary>
    private const int Most = 100;

    private static readonly double[] Steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200];

    /// <summary>Returns whether the times are written as minutes and seconds.</summary>
    public static bool InMinutes(AxisMap map) => map.High > LongestInSeconds && Math.Max(map.High, -map.Low) < LongestInMinutes;

    /// <summary>Returns the most ticks that have room.</summary>
    public static IReadOnlyList<Tick> Choose(TickRoom room)
    {
        if (!InMinutes(room.Map) || room.Map.High - room.Map.Low < 2 * Steps[0])
            return NumberTicks.Choose(room, InMinutes(room.Map) ? FormatFine : NumberTicks.Format);

        var range = room.Map.High - room.Map.Low;
        var days = Enumerable.Range(0, 64).Select(i => Day * Math.Pow(2, i));
        IReadOnlyList<Tick> ticks = [];
        foreach (var step in Steps.Concat(days).SkipWhile(step => range / step > Most).TakeWhile(step => step < 2 * range))
        {
            ticks = NumberTicks.Multiples(room, step, (value, _) => Format(value));
            if (room.Fits(ticks))
                break;
        }

        return ticks;
    }

    /// <summary>Writes a time as 2:30, or 1:02:30 from an hour on.</summary>
    public static string Format(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(Math.Abs(seconds)));
        var hours = (int)time.TotalHours;
        var text = hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
        return seconds < 0 ? "−" + text : text;
    }

    /// <summary>Writes a time as 2:30.25: a short excerpt from late in a piece.</summary>
    private static string FormatFine(double seconds, double step)
    {
        var whole = Math.Floor(seconds + (step / 2 * 1e-6));
        var rest = NumberTicks.Format(Math.Max(0, seconds - whole), step);
        return Format(whole) + (rest == "0" ? string.Empty : rest[1..]);
    }
}
