namespace MusicCnn.Insight.Axes;

/// <summary>Chooses ticks of an axis that spans decades: the powers of ten, then 5 and 2 times them where there is room.</summary>
internal static class DecadeTicks
{
    /// <summary>Fewer ticks than this say too little about a bent axis.</summary>
    public const int Fewest = 3;

    /// <summary>The range of frequencies that is labeled where the axis does not say it itself.</summary>
    private const double LargestRatio = 300;

    /// <summary>The first digits in the order of their importance.</summary>
    private static readonly int[] Leads = [1, 5, 2];

    /// <summary>Returns ascending ticks; possibly fewer than <see cref="Fewest"/>, where the axis spans less than a decade.</summary>
    public static IReadOnlyList<Tick> Choose(TickRoom room, Func<double, string> format)
    {
        // A mel axis begins near zero, where decades crowd without end.
        var (low, high) = (room.Map.Low, room.Map.High);
        if (room.Map is not LogarithmicMap)
            low = Math.Max(low, high / LargestRatio);


        List<Tick> ticks = [];
        foreach (var lead in Leads)
        {
            for (var power = (int)Math.Floor(Math.Log10(low)); power <= Math.Log10(high); power++)
            {
                var value = lead * Math.Pow(10, power);
                var tick = new Tick(value, format(value));
                if (value >= low * (1 - 1e-9) && room.Covers(value) && ticks.TrueForAll(other => room.Apart(other, tick)))
                    ticks.Add(tick);
            }
        }

        return [.. ticks.OrderBy(tick => tick.Value)];
    }
}
