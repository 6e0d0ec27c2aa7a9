using MusicCnn.FrontEnds;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <summary>Makes the front-ends whose images the networks take.</summary>
internal static class Images
{
    public const int DanceBands = 40;
    public const int TagBands = 96;
    public const int KeyBins = 7 * 24;

    /// <summary>Returns the input of the rhythm networks: 40 mel bands at 43 frames a second.</summary>
    public static IFrontEnd Dance() => new MelSpectrogram(MelSpectrogramOptions.Cbmi2016);

    /// <summary>Returns the input of musicnn: 96 mel bands at 62.5 frames a second.</summary>
    public static IFrontEnd Tags() => new MelSpectrogram(MelSpectrogramOptions.Musicnn);

    /// <summary>Returns the input of networks on waveforms: samples at 16 kHz, an image one bin high.</summary>
    public static IFrontEnd Waveform() => new RawWaveform(new() { SampleRate = 16_000 });

    /// <summary>Returns the input of the timbre tagger: 128 mel bands at 62.5 frames a second.</summary>
    public static IFrontEnd Timbre() => new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Tagging);

    /// <summary>Returns the input of the instrument networks: 96 mel bands at 47 frames a second.</summary>
    public static IFrontEnd Instruments() => new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Instruments);

    /// <summary>Returns the input of their baseline: 128 mel bands at 43 frames a second.</summary>
    public static IFrontEnd Han() => new MelSpectrogram(MelSpectrogramOptions.Librosa with { Compression = MelSpectrogramOptions.Eusipco2017Instruments.Compression });

    /// <summary>Returns the input of the phoneme networks: 80 mel bands at 100 frames a second.</summary>
    public static IFrontEnd Phonemes() => new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Phonemes);

    /// <summary>Returns the input of Choi's taggers: 96 mel bands at 47 frames a second.</summary>
    public static IFrontEnd Choi() => new MelSpectrogram(new()
    {
        SampleRate = 12_000,
        FftSize = 512,
        HopLength = 256,
        MelBands = TagBands,
        Compression = new Decibels(),
    });

    /// <summary>Returns an input for tempo: 40 mel bands up to 5 kHz, of which 256 frames are 12 seconds.</summary>
    public static IFrontEnd Tempo() => new MelSpectrogram(new()
    {
        SampleRate = 11_025,
        FftSize = 1024,
        HopLength = 512,
        MelBands = DanceBands,
        MinFrequency = 20,
        MaxFrequency = 5_000,
    });

    /// <summary>Returns an input for keys: seven octaves of 24 bins, of which 60 frames are 11 seconds.</summary>
    public static IFrontEnd Keys() => new ConstantQ(ConstantQOptions.Librosa with { HopLength = 4_096, Bins = KeyBins, BinsPerOctave = 24 });

    /// <summary>Returns the input of harmonic networks: six harmonics of 128 notes, a quarter-tone apart.</summary>
    public static IFrontEnd Harmonics() => new HarmonicFilters(HarmonicFiltersOptions.Won2020);

    /// <summary>Returns the input of untrained networks: 96 mel bands at 47 frames a second.</summary>
    public static IFrontEnd Untrained() => new MelSpectrogram(RandomNetworks.Images);

    /// <summary>Returns the input of untrained networks on waveforms: samples at 12 kHz, an image one bin high.</summary>
    public static IFrontEnd UntrainedWaveform() => new RawWaveform(RandomNetworks.Waveforms);

    /// <summary>Returns the input of the short-chunk networks: 128 mel bands at 62.5 frames a second.</summary>
    public static IFrontEnd Chunks() => new MelSpectrogram(MelSpectrogramOptions.Won2020);
}
