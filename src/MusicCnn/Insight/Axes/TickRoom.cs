namespace MusicCnn.Insight.Axes;

/// <summary>Decides whether the labels of ticks have room beside each other along an axis.</summary>
/// <param name="map">Where values lie.</param>
/// <param name="length">The length of the axis, in pixels.</param>
/// <param name="extent">The size of a label along the axis, in pixels.</param>
/// <param name="gap">The least distance between two labels, in pixels.</param>
internal sealed class TickRoom(AxisMap map, double length, Func<string, double> extent, double gap)
{
    /// <summary>The part of a pixel by which a tick may lie beyond the axis for want of precision.</summary>
    private const double Slack = 1e-6;

    /// <summary>Gets where values lie.</summary>
    public AxisMap Map => map;

    /// <summary>Returns whether a value lies on the axis.</summary>
    public bool Covers(double value)
    {
        var place = map.Position(value) * length;
        return place >= -Slack && place <= length + Slack;
    }

    /// <summary>Returns whether two labels keep their distance.</summary>
    public bool Apart(Tick one, Tick other) =>
        Math.Abs(map.Position(one.Value) - map.Position(other.Value)) * length
        >= ((extent(one.Label) + extent(other.Label)) / 2) + gap;

    /// <summary>Returns whether all labels of ascending ticks keep their distance.</summary>
    public bool Fits(IReadOnlyList<Tick> ticks)
    {
        for (var i = 1; i < ticks.Count; i++)
        {
            if (!Apart(ticks[i - 1], ticks[i]))
                return false;
        }

        return true;
    }
}
