using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.Insight.Summaries;

/// <summary>Represents axes without a front-end: 100 frames a second, and bins at 100 Hz, 200 Hz and so on.</summary>
internal sealed class PlainAxes(int bins, int channels = 1) : IFrontEnd
{
    public int SampleRate => 16_000;

    public int Channels => channels;

    public int Bins => bins;

    public double FrameRate => 100;

    public FrequencyScale Scale => FrequencyScale.Linear;

    public IReadOnlyList<double> CenterFrequencies => [.. Enumerable.Range(1, bins).Select(bin => 100.0 * bin)];

    public int FrameCount(int samples) => samples / 160;
}
