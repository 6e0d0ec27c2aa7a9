using MusicCnn.FrontEnds;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The front-ends that the command line offers by name.</summary>
internal static class FrontEnds
{
    /// <summary>A coarse mel spectrogram, 20 bands 31 times a second: enough for rhythm, and quick to learn from.</summary>
    private static readonly MelSpectrogramOptions Coarse = new()
    {
        SampleRate = 16_000,
        FftSize = 1024,
        HopLength = 512,
        MelBands = 20,
        MinFrequency = 40,
        Compression = new LogOnePlus(10_000),
    };

    private static readonly Dictionary<string, MelSpectrogramOptions> Named = new()
    {
        ["mel"] = Coarse,
        ["musicnn"] = MelSpectrogramOptions.Musicnn,
        ["librosa"] = MelSpectrogramOptions.Librosa with { Compression = new LogOnePlus(10_000) },
        ["torchaudio"] = MelSpectrogramOptions.Torchaudio with { Compression = new LogOnePlus(10_000) },
        ["cbmi2016"] = MelSpectrogramOptions.Cbmi2016,
    };

    public static string[] Names => [.. Named.Keys];

    public static MelSpectrogram Create(string name) => new(Named[name]);
}
