namespace MusicCnn.Insight.Axes;

/// <summary>Represents a mark on an axis: its value and what is written at it.</summary>
internal readonly record struct Tick(double Value, string Label);
