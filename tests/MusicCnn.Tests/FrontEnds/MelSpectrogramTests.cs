using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelSpectrogramTests
{
    private static readonly MelSpectrogramOptions Small = new() { SampleRate = 8000, FftSize = 64, HopLength = 20, MelBands = 6 };

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
    public void Half_rounding_moves_a_value_by_no_more_than_half_a_step()
    {
        using var plain = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Compression = Compression.None });
        using var rounded = new MelSpectrogram(plain.Options with { RoundToHalf = true });
        foreach (var withGraph in new[] { false, true })
        {
            using var waveform = tensor(TestSignals.Probe(16_000), dtype: ScalarType.Float32).requires_grad_(withGraph);
            var exact = TensorAssert.Values(plain.call(waveform));
            var halves = Array.ConvertAll(exact, value => (double)(Half)value);

            TensorAssert.Close(halves, rounded.call(waveform), 0);
            Assert.NotEqual(exact, halves);
        }
    }

    [Fact]
    public void Gradient_passes_half_rounding_as_if_there_were_none()
    {
        using var plain = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Compression = Compression.None });
        using var rounded = new MelSpectrogram(plain.Options with { RoundToHalf = true });

        TensorAssert.Close(TensorAssert.Values(GradientOf(plain)), GradientOf(rounded), 0);

        static Tensor GradientOf(MelSpectrogram mel)
        {
            using var waveform = tensor(TestSignals.Probe(1000), dtype: ScalarType.Float32).requires_grad_();
            return autograd.grad([mel.call(waveform).sum()], [waveform])[0];
        }
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

    [Fact]
    public void Tone_peaks_in_the_band_nearest_to_it()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { FftSize = 2048, Normalization = MelNormalization.None });
        foreach (var band in new[] { 10, 40, 80 })
        {
            using var image = mel.call(tensor(TestSignals.Sine(16_000, mel.CenterFrequencies[band], 16_000), dtype: ScalarType.Float32));
            Assert.Equal(band, image[0].mean([1L]).argmax().item<long>());
        }
    }

    [Fact]
    public void Doubling_the_amplitude_quadruples_power_and_doubles_magnitude()
    {
        using var waveform = tensor(TestSignals.Probe(2000), dtype: ScalarType.Float32);
        using var power = new MelSpectrogram(Small);
        using var magnitude = new MelSpectrogram(Small with { Spectrum = SpectrumKind.Magnitude });

        TensorAssert.Close(TensorAssert.Values(power.call(waveform) * 4), power.call(waveform * 2), 0);
        TensorAssert.Close(TensorAssert.Values(magnitude.call(waveform) * 2), magnitude.call(waveform * 2), 0);
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
    public void Delay_of_one_hop_shifts_frames_by_one()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Placement = FramePlacement.Inside });
        using var signal = tensor(TestSignals.Noise(9000, seed: 4), dtype: ScalarType.Float32);
        using var delayed = cat([zeros(256), signal]);
        using var before = mel.call(signal);

        TensorAssert.Close(TensorAssert.Values(before), mel.call(delayed).narrow(2, 1, before.shape[2]), 0);
    }

    [Theory]
    [InlineData(SpectrumKind.Power, false)]
    [InlineData(SpectrumKind.Magnitude, false)]
    [InlineData(SpectrumKind.Power, true)]
    [InlineData(SpectrumKind.Magnitude, true)]
    public void Gradient_agrees_with_central_differences_at_silence_too(SpectrumKind kind, bool silent)
    {
        using var mel = new MelSpectrogram(Small with { Spectrum = kind, Compression = new LogOnePlus(100) }).to(ScalarType.Float64);
        using var waveform = tensor(silent ? TestSignals.Silence(90) : TestSignals.Probe(90));

        GradientCheck.Passes(mel.call, waveform);
    }

    [Fact]
    public void Trainable_filters_are_a_parameter_with_the_right_gradient()
    {
        using var mel = new MelSpectrogram(
            Small with { Trainable = true, Normalization = MelNormalization.None, Compression = new LogOnePlus(0.1) }).to(ScalarType.Float64);
        // Noise, so that no band is so faint that a step of the difference takes it below zero, where it is cut off.
        using var waveform = tensor(TestSignals.Noise(60, seed: 5));

        var (name, filters) = Assert.Single(mel.named_parameters());
        Assert.Equal("mel_filters", name);
        GradientCheck.Passes(() => mel.call(waveform), filters);
    }

    [Fact]
    public void Trained_filters_keep_their_values_when_converted()
    {
        using var mel = new MelSpectrogram(Small with { Trainable = true });
        using (no_grad())
            mel.parameters().Single().fill_(0.25f);

        mel.to(ScalarType.Float64);

        Assert.All(TensorAssert.Values(mel.state_dict()["mel_filters"]), weight => Assert.Equal(0.25, weight));
        using var image = mel.call(tensor(TestSignals.Probe(60)));
        Assert.Equal(image[0, 0, 1].item<double>(), image[0, 5, 1].item<double>());
    }

    [Fact]
    public void Constants_are_persistent_buffers_and_designed_anew_at_each_conversion()
    {
        using var mel = new MelSpectrogram(Small);
        var bank = new MelFilterBank(Small);
        Assert.Empty(mel.parameters());
        Assert.Equal(["mel_filters", "window"], mel.state_dict().Keys.Order());

        mel.to(ScalarType.Float64);

        Assert.Equal(bank.Weights, TensorAssert.Values(mel.state_dict()["mel_filters"]));
        Assert.Equal(Window.Hann.Samples(64), TensorAssert.Values(mel.state_dict()["window"]));
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

    [Fact]
    public void Wrong_waveforms_are_errors()
    {
        using var mel = new MelSpectrogram(Small);

        Assert.Throws<ArgumentException>(() => mel.call(zeros(1, 1, 1, 100)));
        Assert.Throws<ArgumentException>(() => mel.call(zeros(0)));
        Assert.Throws<ArgumentException>(() => mel.call(zeros(100, dtype: ScalarType.Float64)));
        Assert.Throws<ArgumentException>(() => mel.call(full([100], float.NaN)));
    }

    [Fact]
    public void Forward_leaves_one_tensor_and_the_module_survives_the_scope_it_is_built_in()
    {
        MelSpectrogram constant, trainable;
        using (NewDisposeScope())
        {
            constant = new MelSpectrogram(Small);
            trainable = new MelSpectrogram(Small with { Trainable = true });
        }

        using var waveform = tensor(TestSignals.Probe(100), dtype: ScalarType.Float32);
        foreach (var mel in new[] { constant, trainable })
        {
            Tensor? image = null;
            Assert.Equal(1, LiveTensors.ChangeBy(() => image = mel.call(waveform)));
            image!.Dispose();
            mel.Dispose();
        }
    }
}
