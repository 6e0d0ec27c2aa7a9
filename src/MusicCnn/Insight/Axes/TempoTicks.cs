using System.Globalization;

namespace MusicCnn.Insight.Axes;

/// <summary>Chooses ticks of a tempo axis: 60 and its doubles and halves, then those of 40, then of 50.</summary>
internal static class TempoTicks
{
    /// <summary>The tempi that may be written, the most important first: nearest to those of music.</summary>
    private static readonly double[] Tempi = [60, 120, 30, 240, 15, 480, 40, 80, 20, 160, 10, 320, 50, 100, 25, 200];

    /// <summary>Returns the most ticks that have room, from slow to fast.</summary>
    public static IReadOnlyList<Tick> Choose(TickRoom room)
    {
        if (room.Map is not LagMap)
            return NumberTicks.Choose(room);

        List<Tick> ticks = [];
        foreach (var tempo in Tempi)
        {
            var tick = new Tick(tempo, tempo.ToString(CultureInfo.InvariantCulture));
            if (room.Covers(tempo) && ticks.TrueForAll(other => room.Apart(other, tick)))
                ticks.Add(tick);
        }

        return [.. ticks.OrderBy(tick => tick.Value)];
    }
}
