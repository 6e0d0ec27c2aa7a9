using MusicCnn.FrontEnds;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The front-ends that the command line offers by name.</summary>
internal static class FrontEnds
{
    public const string Own = "mel";
    public const string Published = "published";

    private static readonly Compression Loudness = new LogOnePlus(10_000);

    /// <summary>That of constant-Q images as deep salience takes them.</summary>
    private static readonly Compression Levels = HarmonicConstantQOptions.Bittner2017.Compression;

    /// <summary>A coarse mel spectrogram, 20 bands 31 times a second: enough for rhythm, and quick to learn from.</summary>
    private static readonly MelSpectrogramOptions Coarse = new()
    {
        SampleRate = 16_000,
        FftSize = 1024,
        HopLength = 512,
        MelBands = 20,
        MinFrequency = 40,
        Compression = Loudness,
    };

    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Named = new()
    {
        [Own] = () => new MelSpectrogram(Coarse),
        ["musicnn"] = () => new MelSpectrogram(MelSpectrogramOptions.Musicnn),
        ["librosa"] = () => new MelSpectrogram(MelSpectrogramOptions.Librosa with { Compression = Loudness }),
        ["torchaudio"] = () => new MelSpectrogram(MelSpectrogramOptions.Torchaudio with { Compression = Loudness }),
        ["cbmi2016"] = () => new MelSpectrogram(MelSpectrogramOptions.Cbmi2016),
        ["eusipco2017-tagging"] = () => new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Tagging),
        ["eusipco2017-instruments"] = () => new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Instruments),
        ["eusipco2017-phonemes"] = () => new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Phonemes),
        ["choi"] = () => KnownNetworks.Named("choi-fcn").CreateFrontEnd(),
        ["won2020"] = () => new MelSpectrogram(MelSpectrogramOptions.Won2020),
        ["pcen"] = () => new MelSpectrogram(MelSpectrogramOptions.Librosa with { Pcen = PcenOptions.Librosa }),
        ["kaldi"] = () => new KaldiFilterBank(new()),
        ["stft"] = () => new Stft(new() { SampleRate = 16_000, FftSize = 512, HopLength = 256, Output = SpectrumKind.Power, Compression = Loudness }),
        ["cqt"] = () => new ConstantQ(ConstantQOptions.Librosa with { Compression = Levels }),
        ["vqt"] = () => new VariableQ(new() { SampleRate = 22_050, Compression = Levels }),
        ["hcqt"] = () => new HarmonicConstantQ(HarmonicConstantQOptions.Bittner2017),
        ["harmonic"] = () => new HarmonicFilters(HarmonicFiltersOptions.Won2020),
        ["gammatone"] = () => new Gammatone(GammatoneOptions.NnAudio with { Compression = Loudness }),
        ["chroma"] = () => new Chroma(ChromaOptions.Librosa),
        ["cqt-chroma"] = () => new ConstantQChroma(ConstantQChromaOptions.Librosa),
        ["cens"] = () => new Cens(CensOptions.Librosa),
        ["mfcc"] = () => new Mfcc(MfccOptions.Librosa),
        ["tempogram"] = () => new Tempogram(TempogramOptions.Librosa),
        ["waveform"] = () => new RawWaveform(new() { SampleRate = 16_000 }),
    };

    public static IEnumerable<string> Names => [Published, .. Named.Keys];

    public static nn.Module<Tensor, Tensor> Create(string name) => Named[name]();
}
