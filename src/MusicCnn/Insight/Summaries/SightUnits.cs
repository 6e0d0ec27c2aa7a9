using MusicCnn.FrontEnds;

namespace MusicCnn.Insight.Summaries;

/// <summary>Turns reaches into musical units through the axes of a front-end.</summary>
internal sealed class SightUnits
{
    private readonly IFrontEnd _frontEnd;
    private readonly int _frames;
    private readonly double? _beatsPerMinute;
    private readonly double[] _edges;

    public SightUnits(IFrontEnd frontEnd, int frames, double? beatsPerMinute)
    {
        (_frontEnd, _frames, _beatsPerMinute) = (frontEnd, frames, beatsPerMinute);
        _edges = Edges(frontEnd);
    }

    public Sight Of(TensorReach reach)
    {
        var frames = (int)reach.Time.Most();
        var bins = (int)reach.Frequency.Most();
        var seconds = frames / _frontEnd.FrameRate;
        var spans = Enumerable.Range(0, Math.Max(0, _edges.Length - bins)).Select(low => _edges[low + bins] - _edges[low]).ToArray();
        return new()
        {
            Frames = frames,
            AllFrames = frames == _frames,
            Bins = bins,
            AllBins = bins == _frontEnd.Bins,
            Seconds = seconds,
            Beats = seconds * _beatsPerMinute / 60,
            NarrowestHertz = spans.Length == 0 ? null : spans.Min(),
            WidestHertz = spans.Length == 0 ? null : spans.Max(),
            Octaves = Octaves(bins),
        };
    }

    /// <summary>Returns the limits of the bins, half-way between centers as the axis counts; none where rows are no single frequencies.</summary>
    private static double[] Edges(IFrontEnd frontEnd)
    {
        var centers = frontEnd.CenterFrequencies;
        if (centers.Count < 2 || frontEnd.Scale is FrequencyScale.PitchClass or FrequencyScale.Tempo or FrequencyScale.None)
            return [];
        var ratios = frontEnd.Scale == FrequencyScale.Logarithmic;
        double Between(double low, double high) => ratios ? Math.Sqrt(low * high) : (low + high) / 2;
        double Beyond(double inner, double outer) => ratios ? outer * Math.Sqrt(outer / inner) : outer + ((outer - inner) / 2);
        return
        [
            Beyond(centers[1], centers[0]),
            .. centers.Skip(1).Select((center, below) => Between(centers[below], center)),
            Beyond(centers[^2], centers[^1]),
        ];
    }

    private double? Octaves(int bins)
    {
        var centers = _frontEnd.CenterFrequencies;
        return _frontEnd.Scale switch
        {
            FrequencyScale.Logarithmic when centers.Count > 1 => bins * Math.Log2(centers[^1] / centers[0]) / (centers.Count - 1),
            FrequencyScale.PitchClass => (double)bins / _frontEnd.Bins,
            _ => null,
        };
    }
}
