using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Provides the settings of front-ends that networks were published with, where they are no presets, and builds them.</summary>
internal static class PublishedFrontEnds
{
    /// <summary>Gets the input of the baseline of the instrument networks (Han and others 2017): 128 mel bands at 43 frames a second.</summary>
    public static MelSpectrogramOptions Han { get; } = MelSpectrogramOptions.Librosa with { Compression = MelSpectrogramOptions.Eusipco2017Instruments.Compression };

    /// <summary>Gets the input of Choi's taggers: 96 mel bands at 47 frames a second.</summary>
    public static MelSpectrogramOptions Choi { get; } = new()
    {
        SampleRate = 12_000,
        FftSize = 512,
        HopLength = 256,
        MelBands = 96,
        Compression = new Decibels(),
    };

    /// <summary>Gets an input for tempo: 40 mel bands up to 5 kHz, of which 256 frames are 12 seconds.</summary>
    public static MelSpectrogramOptions Tempo { get; } = new()
    {
        SampleRate = 11_025,
        FftSize = 1024,
        HopLength = 512,
        MelBands = 40,
        MinFrequency = 20,
        MaxFrequency = 5_000,
    };

    /// <summary>Gets an input for keys: seven octaves of 24 bins, of which 60 frames are 11 seconds.</summary>
    public static ConstantQOptions Keys { get; } = ConstantQOptions.Librosa with { HopLength = 4_096, Bins = 7 * 24, BinsPerOctave = 24 };

    /// <summary>Gets the input of networks on waveforms: samples at 16 kHz.</summary>
    public static RawWaveformOptions Waveform { get; } = new() { SampleRate = 16_000 };

    public static nn.Module<Tensor, Tensor> Create(object settings) => settings switch
    {
        MelSpectrogramOptions mel => new MelSpectrogram(mel),
        ConstantQOptions constantQ => new ConstantQ(constantQ),
        HarmonicFiltersOptions harmonics => new HarmonicFilters(harmonics),
        RawWaveformOptions waveform => new RawWaveform(waveform),
        _ => throw new ArgumentException($"No front-end has settings of type {settings.GetType().Name}.", nameof(settings)),
    };
}
