namespace MusicCnn.Insight.Axes;

/// <summary>Chooses the ticks of an axis: round values of its quantity, as many as have room.</summary>
internal static class Ticks
{
    /// <summary>Returns the ticks in ascending order.</summary>
    public static IReadOnlyList<Tick> Choose(AxisQuantity quantity, TickRoom room) => quantity switch
    {
        AxisQuantity.Seconds => SecondTicks.Choose(room),
        AxisQuantity.Hertz => HertzTicks.Choose(room),
        AxisQuantity.Notes => NoteTicks.Choose(room),
        AxisQuantity.PitchClasses => NoteTicks.ChooseClasses(room),
        AxisQuantity.BeatsPerMinute => TempoTicks.Choose(room),
        _ => NumberTicks.Choose(room),
    };

    /// <summary>Returns what is written along an axis that says nothing else.</summary>
    public static string Label(AxisQuantity quantity, AxisMap map) => quantity switch
    {
        AxisQuantity.Seconds => SecondTicks.InMinutes(map) ? "Time (min:s)" : "Time (s)",
        AxisQuantity.Hertz => "Frequency (Hz)",
        AxisQuantity.Notes => "Pitch",
        AxisQuantity.PitchClasses => "Pitch class",
        AxisQuantity.BeatsPerMinute => "Tempo (BPM)",
        _ => string.Empty,
    };

    /// <summary>Returns named ticks at 0, 1, 2, …: every one, or every second, third, … where they have no room.</summary>
    public static IReadOnlyList<Tick> Names(IReadOnlyList<string> names, TickRoom room)
    {
        for (var every = 1; ; every++)
        {
            Tick[] ticks = [.. names.Select((name, i) => new Tick(i, name)).Where((_, i) => i % every == 0)];
            if (room.Fits(ticks))
                return ticks;
        }
    }
}
