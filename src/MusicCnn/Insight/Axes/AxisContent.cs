namespace MusicCnn.Insight.Axes;

/// <summary>Represents what an axis shows: where values lie, what they mean, and what is written.</summary>
/// <param name="Map">Where values lie.</param>
/// <param name="Quantity">What they mean.</param>
/// <param name="Label">What is written along the axis; <see langword="null"/> for the quantity's name and unit.</param>
/// <param name="Names">The names of cells, in place of numbers.</param>
internal sealed record AxisContent(AxisMap Map, AxisQuantity Quantity, string? Label, IReadOnlyList<string>? Names = null)
{
    /// <summary>Gets what is written along the axis.</summary>
    public string Title => Label ?? Ticks.Label(Quantity, Map);

    /// <summary>Returns as many ticks as have room.</summary>
    /// <param name="length">The length of the axis, in pixels.</param>
    /// <param name="extent">The size of a label along the axis, in pixels.</param>
    /// <param name="gap">The least distance between two labels, in pixels.</param>
    public IReadOnlyList<Tick> ChooseTicks(double length, Func<string, double> extent, double gap)
    {
        // Names need less air than numbers: each belongs to the cell beside it.
        var named = Names is not null || Quantity == AxisQuantity.PitchClasses;
        var room = new TickRoom(Map, length, extent, named ? gap / 3 : gap);
        return Names is null ? Ticks.Choose(Quantity, room) : Ticks.Names(Names, room);
    }
}
