namespace MusicCnn.Insight.Axes;

/// <summary>Maps the values of an axis to places along it.</summary>
internal abstract class AxisMap
{
    /// <summary>Gets the value at the beginning (left or bottom).</summary>
    public abstract double Low { get; }

    /// <summary>Gets the value at the end (right or top).</summary>
    public abstract double High { get; }

    /// <summary>Returns the place of a value: 0 is the beginning, 1 the end.</summary>
    public abstract double Position(double value);
}
