using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>A mel spectrogram and the way back: what of a spectrum is left in its bands.</summary>
internal sealed class MelRoundTrip : nn.Module<Tensor, Tensor>, IFrontEnd
{
    private readonly MelSpectrogram _mel;
    private readonly InverseMel _inverse;
    private readonly Compression _compression;

    public MelRoundTrip(MelSpectrogramOptions options)
        : base(nameof(MelRoundTrip))
    {
        // The way back begins before the compression, which is applied to the spectrum found.
        var plain = options with { Compression = Compression.None };
        _mel = new MelSpectrogram(plain);
        _inverse = new InverseMel(plain);
        _compression = options.Compression;
        CenterFrequencies = [.. Enumerable.Range(0, Bins).Select(bin => bin * (double)options.SampleRate / options.FftSize)];
        RegisterComponents();
    }

    public int SampleRate => _mel.SampleRate;

    public int Bins => _inverse.Bins;

    public double FrameRate => _mel.FrameRate;

    public FrequencyScale Scale => FrequencyScale.Linear;

    public IReadOnlyList<double> CenterFrequencies { get; }

    public int FrameCount(int samples) => _mel.FrameCount(samples);

    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        return _compression.Apply(_inverse.call(_mel.call(waveform))).MoveToOuterDisposeScope();
    }
}
