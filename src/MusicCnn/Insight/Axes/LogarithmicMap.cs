namespace MusicCnn.Insight.Axes;

/// <summary>Maps equal ratios to equal distances; both limits are above zero.</summary>
internal sealed class LogarithmicMap(double low, double high) : AxisMap
{
    public override double Low => low;

    public override double High => high;

    public override double Position(double value) => (Math.Log(value) - Math.Log(low)) / (Math.Log(high) - Math.Log(low));
}
