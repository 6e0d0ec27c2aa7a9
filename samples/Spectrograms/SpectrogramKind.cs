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
    /// <summary>All kinds, one line for each.</summary>
    public static IReadOnlyList<SpectrogramKind> All { get; } =
    [
        Of<StftOptions>("stft", "short-time Fourier transform", Stft, options => new Stft(options)),
        Of<MelSpectrogramOptions>("mel", "mel spectrogram", Mel, options => new MelSpectrogram(options)),
        Of<MelSpectrogramOptions>("pcen", "mel spectrogram, each band over its own level", Pcen, options => new MelSpectrogram(options)),
        Of<KaldiFilterBankOptions>("kaldi", "Kaldi's log-mel filter bank", Kaldi, options => new KaldiFilterBank(options)),
    ];

    /// <summary>Returns the kind of a name.</summary>
    public static SpectrogramKind Named(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no kind '{name}'; there are {string.Join(", ", All.Select(kind => kind.Name))}.");

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

    private static SpectrogramKind Of<TOptions>(
        string name, string summary, Func<int, TOptions> defaults, Func<TOptions, nn.Module<Tensor, Tensor>> build)
        where TOptions : class =>
        new(name, summary, typeof(TOptions), defaults, options => build((TOptions)options));
}
