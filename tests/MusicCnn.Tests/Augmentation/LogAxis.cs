using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.Augmentation;

/// <summary>Says the axes of a front-end, of any scale, without computing anything.</summary>
internal sealed class LogAxis(int bins, int binsPerOctave, FrequencyScale scale = FrequencyScale.Logarithmic) : IFrontEnd
{
    public int SampleRate => 16_000;

    public int Bins => bins;

    public double FrameRate => 50;

    public FrequencyScale Scale => scale;

    public IReadOnlyList<double> CenterFrequencies => [.. Enumerable.Range(0, bins).Select(bin => 55 * Math.Pow(2, (double)bin / binsPerOctave))];

    public int FrameCount(int samples) => samples / 320;
}
