namespace MusicCnn.Insight.Axes;

/// <summary>Maps tempi to places along the rows of a tempogram: equal distances are equal times from beat to beat, so tempi descend.</summary>
/// <param name="frameRate">The number of frames in a second.</param>
/// <param name="rows">The number of rows; row ℓ is a beat of ℓ frames.</param>
internal sealed class LagMap(double frameRate, int rows) : AxisMap
{
    /// <summary>Gets the tempo of row 0, beats without a time between them.</summary>
    public override double Low => double.PositiveInfinity;

    public override double High => 60 * frameRate / (rows - 0.5);

    public override double Position(double value) => ((60 * frameRate / value) + 0.5) / rows;
}
