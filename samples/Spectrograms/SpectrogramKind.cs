using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>A front-end that the command line offers by name; its settings are whatever its options record has.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">What it is, in a few words.</param>
/// <param name="OptionsType">The options record.</param>
/// <param name="Defaults">Returns a new record with this sample's defaults for a sample rate.</param>
/// <param name="Build">Builds the front-end.</param>
internal sealed record SpectrogramKind(
    string Name, string Summary, Type OptionsType, Func<int, object> Defaults, Func<object, nn.Module<Tensor, Tensor>> Build)
{
    /// <summary>The channel that the picture shows unless another is asked for.</summary>
    public int Channel { get; init; }

    /// <summary>Takes settings, transform and length back to the signal, for kinds that do.</summary>
    public Func<object, Tensor, int, ConstantQInversion>? Invert { get; init; }

    /// <summary>All kinds, one line for each.</summary>
    public static IReadOnlyList<SpectrogramKind> All { get; } =
    [
        Of<StftOptions>("stft", "short-time Fourier transform", Stft, options => new Stft(options)),
        Of<MelSpectrogramOptions>("mel", "mel spectrogram", Mel, options => new MelSpectrogram(options)),
        Of<MelSpectrogramOptions>("pcen", "mel spectrogram, each band over its own level", Pcen, options => new MelSpectrogram(options)),
        Of<KaldiFilterBankOptions>("kaldi", "Kaldi's log-mel filter bank", Kaldi, options => new KaldiFilterBank(options)),
        Of<MelSpectrogramOptions>("imel", "linear spectrum found from mel bands", Mel, options => new MelRoundTrip(options)),
        Of<ConstantQOptions>("cqt", "constant-Q transform", ConstantQ, options => new ConstantQ(options)),
        Of<VariableQOptions>("vqt", "variable-Q transform", VariableQ, options => new VariableQ(options)),
        Of<HarmonicConstantQOptions>("hcqt", "harmonic constant-Q transform, a channel for each harmonic", HarmonicConstantQ, options => new HarmonicConstantQ(options)) with { Channel = 1 },
        Of<ConstantQOptions>("icqt", "constant-Q transform and back", Invertible, options => new ConstantQ(options)) with
        {
            Invert = (options, transform, length) => new InverseConstantQ((ConstantQOptions)options).Invert(transform, length),
        },
        Of<GammatoneOptions>("gammatone", "gammatone spectrogram", Gammatone, options => new Gammatone(options)),
        Of<HarmonicFiltersOptions>("harmonic", "harmonic filters, a channel for each harmonic", Harmonic, options => new HarmonicFilters(options)),
        Of<ChromaOptions>("chroma", "chroma", Chroma, options => new Chroma(options)),
        Of<MfccOptions>("mfcc", "mel-frequency cepstral coefficients", Mfcc, options => new Mfcc(options)),
        Of<OnsetStrengthOptions>("onset", "onset strength", Onsets, options => new OnsetStrength(options)),
        Of<TempogramOptions>("tempogram", "how strongly onsets repeat", Tempogram, options => new Tempogram(options)),
        Of<ConstantQChromaOptions>("cqt-chroma", "chroma of a constant-Q transform", ConstantQChroma, options => new ConstantQChroma(options)),
        Of<CensOptions>("cens", "chroma energy normalized statistics", Cens, options => new Cens(options)),
    ];

    /// <summary>Returns the kind of a name.</summary>
    public static SpectrogramKind Named(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no kind '{name}'; there are {string.Join(", ", All.Select(kind => kind.Name))}.");

    /// <summary>80 dB below the loudest; a unit sine is 1.</summary>
    private static Decibels ConstantQLevel { get; } = new() { Reference = null, TopDecibels = 80, OfMagnitude = true, Floor = 1e-7 };

    private static StftOptions Stft(int sampleRate) => new()
    {
        SampleRate = sampleRate,
        Output = SpectrumKind.Magnitude,
        Compression = new Decibels { Reference = null, TopDecibels = 80, OfMagnitude = true },
    };

    private static MelSpectrogramOptions Mel(int sampleRate) => new()
    {
        SampleRate = sampleRate,
        Compression = new Decibels { Reference = null, TopDecibels = 80 },
    };

    private static MelSpectrogramOptions Pcen(int sampleRate) => new()
    {
        SampleRate = sampleRate,
        Spectrum = SpectrumKind.Magnitude,
        Pcen = PcenOptions.Librosa with { Scale = 2147483648.0, Start = PcenStart.FirstFrame },
    };

    private static KaldiFilterBankOptions Kaldi(int sampleRate) => new() { SampleRate = sampleRate, MelBands = 40, Scale = 32_768 };

    private static GammatoneOptions Gammatone(int sampleRate) => new()
    {
        SampleRate = sampleRate,
        Compression = new Decibels { Reference = null, TopDecibels = 80 },
    };

    private static HarmonicFiltersOptions Harmonic(int sampleRate) => new()
    {
        SampleRate = sampleRate,
        EmptyBands = EmptyBands.Allow,
        Compression = new Decibels { Reference = null, TopDecibels = 80 },
    };

    private static ChromaOptions Chroma(int sampleRate) => new() { SampleRate = sampleRate, FftSize = 4096, Tuning = null };

    private static ConstantQChromaOptions ConstantQChroma(int sampleRate) => new() { ConstantQ = SevenOctaves(sampleRate) };

    private static CensOptions Cens(int sampleRate) => new() { ConstantQ = SevenOctaves(sampleRate) };

    /// <summary>Returns settings of three bins a semitone, over as many of seven octaves as a rate has.</summary>
    private static ConstantQOptions SevenOctaves(int sampleRate)
    {
        var options = new ConstantQOptions { SampleRate = sampleRate, BinsPerOctave = 36 };
        return options with { Bins = Math.Clamp((int)(36 * Math.Log2(sampleRate / 2.0 / options.MinFrequency)), 1, 252) };
    }

    private static ConstantQOptions ConstantQ(int sampleRate) => new() { SampleRate = sampleRate, Compression = ConstantQLevel };

    private static VariableQOptions VariableQ(int sampleRate) => new() { SampleRate = sampleRate, Compression = ConstantQLevel };

    private static HarmonicConstantQOptions HarmonicConstantQ(int sampleRate) => new()
    {
        SampleRate = sampleRate,
        AboveNyquist = HarmonicsAboveNyquist.Zero,
        Compression = ConstantQLevel,
    };

    private static MfccOptions Mfcc(int sampleRate) => new() { Mel = Mel(sampleRate) };

    private static OnsetStrengthOptions Onsets(int sampleRate) => new() { Mel = Mel(sampleRate) };

    private static TempogramOptions Tempogram(int sampleRate) => new() { Onsets = Onsets(sampleRate) };

    /// <summary>Returns settings that cover all that can be heard at a rate, closely enough to come back.</summary>
    private static ConstantQOptions Invertible(int sampleRate)
    {
        var options = new ConstantQOptions { SampleRate = sampleRate, BinsPerOctave = 36, HopLength = 128, Output = SpectrumKind.Complex };
        return options with { Bins = Math.Max(1, (int)(36 * Math.Log2(sampleRate / 2.0 / options.MinFrequency))) };
    }

    private static SpectrogramKind Of<TOptions>(
        string name, string summary, Func<int, TOptions> defaults, Func<TOptions, nn.Module<Tensor, Tensor>> build)
        where TOptions : class =>
        new(name, summary, typeof(TOptions), defaults, options => build((TOptions)options));
}
