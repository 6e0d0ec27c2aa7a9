using System.Globalization;

namespace MusicCnn.Insight.Axes;

/// <summary>Chooses ticks of a frequency axis in hertz: even steps on a linear axis, 1, 5 and 2 in each decade on others.</summary>
internal static class HertzTicks
{
    /// <summary>Returns the most ticks that have room.</summary>
    public static IReadOnlyList<Tick> Choose(TickRoom room)
    {
        if (room.Map is LinearMap)
            return NumberTicks.Choose(room, (value, _) => Format(value));

        var decades = DecadeTicks.Choose(room, Format);
        if (decades.Count >= DecadeTicks.Fewest)
            return decades;

        var even = NumberTicks.Choose(room, (value, _) => Format(value));
        return even.Count > decades.Count && room.Fits(even) ? even : decades;
    }

    /// <summary>Writes a frequency as 440, 1k or 2.5k.</summary>
    public static string Format(double hertz) => Math.Abs(hertz) >= 1_000
        ? (hertz / 1_000).ToString("0.####", CultureInfo.InvariantCulture) + "k"
        : hertz.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');
}
