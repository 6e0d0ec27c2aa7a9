using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelPresetTests
{
    [Fact]
    public void Librosa_preset_has_the_values_of_librosa()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Librosa);
        using var image = mel.call(tensor(TestSignals.Probe(8000), dtype: ScalarType.Float32));

        TensorAssert.Shape([1, 128, 16], image);
        // librosa computes in float32: 3e-8 of its peak.
        Assert.Equal(0.00668317, image[0, 3, 5].item<float>(), 1e-7);
        Assert.Equal(33.991818, image[0, 60, 5].item<float>(), 2e-5);
    }

    [Fact]
    public void Torchaudio_preset_has_the_value_of_the_definition_with_torchaudios_settings()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Torchaudio).to(ScalarType.Float64);
        using var image = mel.call(tensor(TestSignals.Probe(8000)));

        TensorAssert.Shape([1, 128, 41], image);
        // torchaudio itself, in float32, prints 471.14737.
        Assert.Equal(471.14746, image[0, 9, 5].item<double>(), 5e-6);
    }

    [Fact]
    public void Musicnn_preset_follows_its_chain()
    {
        // Rounded first, because the rounding of the samples themselves shows in the softest bands.
        var signal = Array.ConvertAll(TestSignals.Probe(16_000), sample => (double)(float)sample);
        var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(512), 256, FramePlacement.Centered, EdgePadding.Reflect);
        var bands = SpectrumOracle.Sum(SpectrumOracle.MelBank(16_000, 512, 96, 0, 8000, slaney: true, areaNorm: true), spectrum);
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var waveform = tensor(signal, dtype: ScalarType.Float32);

        using var image = mel.call(waveform);
        TensorAssert.Shape([1, 96, 63], image);
        TensorAssert.Close(Array.ConvertAll(bands, value => Math.Log10(1 + (10_000 * value))), image, Tolerance.RoundedLogMel);
        Assert.Equal((62.5, 96), (mel.FrameRate, mel.Bins));
    }

    [Fact]
    public void Timbre_presets_follow_their_chains()
    {
        (MelSpectrogramOptions Preset, int Fft, int Window, int Hop, double Highest, Func<double, double> Compress, double Tolerance)[] chains =
        [
            (MelSpectrogramOptions.Eusipco2017Tagging, 512, 512, 256, 8000, value => Math.Log10(1 + 10_000 * value), Tolerance.RoundedLogMel),
            // In decibels of the square, a relative error of 2e-7 is 4e-6; half a unit in the last place of 128 is 8e-6 at each of two steps.
            (MelSpectrogramOptions.Eusipco2017Instruments with { Compression = new Decibels { OfMagnitude = true, Floor = 1e-5 } }, 512, 512, 256, 6000, value => 10 * Math.Log10(Math.Max(value * value, 1e-10)), 3e-5),
        ];
        foreach (var (preset, fft, window, hop, highest, compress, tolerance) in chains)
        {
            var signal = Array.ConvertAll(TestSignals.Probe(preset.SampleRate), sample => (double)(float)sample);
            var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(window), hop, FramePlacement.Centered, EdgePadding.Reflect);
            var bands = SpectrumOracle.Sum(SpectrumOracle.MelBank(preset.SampleRate, fft, preset.MelBands, 0, highest, slaney: true, areaNorm: true), spectrum);
            using var mel = new MelSpectrogram(preset);
            using var waveform = tensor(signal, dtype: ScalarType.Float32);

            using var image = mel.call(waveform);

            TensorAssert.Close(Array.ConvertAll(bands, value => compress(value)), image, tolerance);
        }
    }

    [Fact]
    public void The_preset_of_instruments_keeps_80_decibels_of_the_square()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Instruments);
        using var image = mel.call(tensor(TestSignals.Probe(12_000), dtype: ScalarType.Float32));

        Assert.Equal(80, (image.max() - image.min()).item<float>(), 1e-4);
        Assert.Equal((46.875, 96), (mel.FrameRate, mel.Bins));
    }

    [Fact]
    public void The_preset_of_phonemes_has_a_frame_every_10_milliseconds_up_to_11_kilohertz()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Eusipco2017Phonemes);

        Assert.Equal((100.0, 80), (mel.FrameRate, mel.Bins));
        Assert.InRange(mel.CenterFrequencies[^1], 10_000, 11_000);
        Assert.Equal(0.025, MelSpectrogramOptions.Eusipco2017Phonemes.WindowLength!.Value / 44_100.0, 1e-4);
    }

    // Essentia's routines compiled alone: window, banks and frame counts; probe signal, frame 3, band 3.
    [Theory]
    [InlineData(MelFormula.Htk, 2.35431)]
    [InlineData(MelFormula.EssentiaUntil2016, 2.32660)]
    public void Preset_of_2016_has_the_values_of_Essentia(MelFormula formula, double expected)
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Cbmi2016 with { Formula = formula });
        using var image = mel.call(tensor(TestSignals.Probe(8000), dtype: ScalarType.Float32));

        TensorAssert.Shape([1, 40, 9], image);
        Assert.Equal(expected, image[0, 3, 3].item<float>(), 5e-6);
        Assert.Equal(8.9777e-4, new Stft(new()
        {
            SampleRate = 44_100,
            FftSize = 64,
            Window = Window.BlackmanHarris62,
            PeriodicWindow = false,
            Scaling = SpectrumScaling.UnitSine,
        }).state_dict()["window"][0].item<float>(), 1e-8);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1024, 2)]
    [InlineData(1025, 3)]
    [InlineData(44_100, 45)]
    public void Preset_of_2016_ends_with_the_first_frame_whose_center_is_past_the_end(int samples, int frames)
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Cbmi2016);

        Assert.Equal(frames, mel.FrameCount(samples));
        TensorAssert.Shape([1, 40, frames], mel.call(zeros(samples)));
    }
}
