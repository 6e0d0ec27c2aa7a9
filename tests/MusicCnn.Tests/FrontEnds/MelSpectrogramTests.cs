using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelSpectrogramTests
{
    internal static readonly MelSpectrogramOptions Small = new() { SampleRate = 8000, FftSize = 64, HopLength = 20, MelBands = 6 };

    public static TheoryData<int, int, bool, bool, SpectrumKind> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, bool, bool, SpectrumKind>();
            foreach (var (sampleRate, size) in new[] { (16_000, 512), (11_025, 400), (11_025, 601), (22_050, 2048) })
            {
                foreach (var slaney in new[] { true, false })
                {
                    foreach (var areaNorm in new[] { true, false })
                        cases.Add(sampleRate, size, slaney, areaNorm, SpectrumKind.Power);
                }
            }

            cases.Add(16_000, 512, true, true, SpectrumKind.Magnitude);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Image_follows_the_definition_in_both_precisions(int sampleRate, int size, bool slaney, bool areaNorm, SpectrumKind kind)
    {
        const int bands = 40;
        var signal = TestSignals.Probe(8000);
        var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(size), size / 3, FramePlacement.Centered, EdgePadding.Reflect);
        var bank = SpectrumOracle.MelBank(sampleRate, size, bands, 30, sampleRate / 2.0, slaney, areaNorm);
        var expected = SpectrumOracle.Sum(bank, spectrum, kind == SpectrumKind.Power);
        using var mel = new MelSpectrogram(new()
        {
            SampleRate = sampleRate,
            FftSize = size,
            HopLength = size / 3,
            MelBands = bands,
            MinFrequency = 30,
            Formula = slaney ? MelFormula.Slaney : MelFormula.Htk,
            Normalization = areaNorm ? MelNormalization.Area : MelNormalization.None,
            EmptyBands = EmptyBands.Allow,
            Spectrum = kind,
        });

        // Without and with a graph: the two ways to compute give one result.
        using var waveform = tensor(signal, dtype: ScalarType.Float32);
        TensorAssert.CloseToPeak(expected, mel.call(waveform), Tolerance.RoundedMel);
        TensorAssert.CloseToPeak(expected, mel.call(waveform.requires_grad_()), Tolerance.RoundedMel);

        mel.to(ScalarType.Float64);
        TensorAssert.CloseToPeak(expected, mel.call(tensor(signal)), Tolerance.Float64);
    }

    [Fact]
    public void Logarithm_is_right_between_the_tones_of_a_chord_too()
    {
        // Tones 100 dB and more above what lies between them: there a float32 FFT leaves nothing but its own noise.
        var chord = new double[16_000];
        foreach (var frequency in new[] { 220.0, 277.18, 329.63, 880.0, 3_520.0 })
            chord = [.. chord.Zip(TestSignals.Sine(chord.Length, frequency, 16_000, amplitude: 0.2), (sum, sine) => sum + sine)];
        var rounded = Array.ConvertAll(chord, sample => (double)(float)sample);
        var spectrum = SpectrumOracle.Stft(rounded, Window.Hann.Samples(512), 256, FramePlacement.Centered, EdgePadding.Reflect);
        var bands = SpectrumOracle.Sum(SpectrumOracle.MelBank(16_000, 512, 96, 0, 8000, slaney: true, areaNorm: true), spectrum);
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);

        using var image = mel.call(tensor(chord, dtype: ScalarType.Float32));

        TensorAssert.Close(Array.ConvertAll(bands, value => Math.Log10(1 + (10_000 * value))), image, Tolerance.RoundedLogMel);
    }

    [Fact]
    public void Image_of_a_signal_does_not_depend_on_its_batch()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var batch = tensor(TestSignals.Noise(5 * 2 * 3000, seed: 3), [5, 2, 3000], dtype: ScalarType.Float32);
        using var together = mel.call(batch);

        TensorAssert.Shape([5, 2, 96, 12], together);
        for (var n = 0; n < 5; n++)
            TensorAssert.Close(TensorAssert.Values(mel.call(batch[n])), together[n].unsqueeze(1), 0);
    }

    [Fact]
    public void Axes_are_those_of_the_bank()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);

        Assert.Equal(FrequencyScale.Mel, mel.Scale);
        Assert.Equal(new MelFilterBank(MelSpectrogramOptions.Musicnn).CenterFrequencies, mel.CenterFrequencies);
        Assert.Equal(63, mel.FramesIn(TimeSpan.FromSeconds(1)));
        Assert.Equal("MelSpectrogram(16000 Hz, 512/256 samples -> 96 bands, 0-8000 Hz)", mel.ToString());
    }
}
