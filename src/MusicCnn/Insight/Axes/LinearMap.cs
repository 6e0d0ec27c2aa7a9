namespace MusicCnn.Insight.Axes;

/// <summary>Maps equal differences to equal distances.</summary>
internal sealed class LinearMap(double low, double high) : AxisMap
{
    public override double Low => low;

    public override double High => high;

    public override double Position(double value) => (value - low) / (high - low);
}
