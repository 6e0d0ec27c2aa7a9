using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.FrontEnds.Streaming;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class KaldiFilterBankTests
{
    /// <summary>Logarithms up to 30, rounded once to float32: half a unit in the last place.</summary>
    private const double Float32Rounding = 1e-6;

    /// <summary>Logarithms of bands 120 dB under the loudest, where a double-precision FFT has ten digits left.</summary>
    private const double Float64Log = 1e-9;

    public static TheoryData<KaldiFilterBankOptions> Settings =>
    [
        new(),
        new() { SnipEdges = false },
        new() { MelBands = 40, UseEnergy = true, Scale = 32_768 },
        new() { UseEnergy = true, RawEnergy = false, EnergyLast = true, EnergyFloor = 0 },
        new() { PreEmphasis = 0, RemoveMean = false, Window = Window.Hamming, Spectrum = SpectrumKind.Magnitude },
        new() { Logarithm = false, MinFrequency = 100, MaxFrequency = 6_000, RoundToPowerOfTwo = false },
        new() { SampleRate = 11_025, FrameMilliseconds = 20, ShiftMilliseconds = 7.5, SnipEdges = false, SubtractMean = true },
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Image_follows_the_definition_in_both_precisions(KaldiFilterBankOptions options)
    {
        var signal = Array.ConvertAll(TestSignals.Probe(4_001), value => (double)(float)value);
        var expected = KaldiOracle.Image(signal, options);
        using var kaldi = new KaldiFilterBank(options);

        using var single = tensor(signal, dtype: ScalarType.Float32);
        if (options.Logarithm)
            TensorAssert.Close(expected, kaldi.call(single), Float32Rounding);
        else
            TensorAssert.CloseToPeak(expected, kaldi.call(single), Tolerance.Float32Mel);

        kaldi.to(ScalarType.Float64);
        using var image = kaldi.call(tensor(signal));
        TensorAssert.CloseToPeak(expected, image, Float64Log);
        Assert.Equal(kaldi.FrameCount(4_001), image.shape[2]);
        Assert.Equal(kaldi.Bins, image.shape[1]);
    }

    [Fact]
    public void Probe_signal_has_the_values_of_torchaudio()
    {
        using var kaldi = new KaldiFilterBank(new());
        using var image = kaldi.call(tensor(TestSignals.Probe(8000), dtype: ScalarType.Float32));

        TensorAssert.Shape([1, 23, 48], image);
        // Printed with nine digits; torchaudio's own float32 is 1e-5 off.
        Assert.Equal(2.38986996, image[0, 0, 0].item<float>(), 1e-5);
        Assert.Equal(1.78040929, image[0, 1, 0].item<float>(), 1e-5);
        Assert.Equal(-4.99902542, image[0, 2, 0].item<float>(), 1e-5);
        Assert.Equal(-15.942385, image[0, 22, 47].item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(23, 240.171370)]
    [InlineData(40, 246.400187)]
    public void Bank_sums_to_kaldis(int bands, double sum)
    {
        using var kaldi = new KaldiFilterBank(new() { MelBands = bands }).to(ScalarType.Float64);

        Assert.Equal(sum, kaldi.state_dict()["mel_filters"].sum().item<double>(), 1e-6);
    }

    [Fact]
    public void Sixteen_bit_levels_lie_two_log_32768_above()
    {
        using var unit = new KaldiFilterBank(new());
        using var integers = new KaldiFilterBank(new() { Scale = 32_768 });
        using var noise = tensor(TestSignals.Noise(3_000, seed: 2), dtype: ScalarType.Float32);

        var difference = TensorAssert.Values(integers.call(noise) - unit.call(noise));

        Assert.All(difference, value => Assert.Equal(20.794415, value, 5e-6));
    }

    [Fact]
    public void Constant_is_silence_because_its_mean_is_taken_off()
    {
        using var kaldi = new KaldiFilterBank(new());

        Assert.All(TensorAssert.Values(kaldi.call(full([800], 0.5f))), value => Assert.Equal(-15.942385, value, 1e-6));
    }

    [Fact]
    public void Tone_peaks_in_the_band_nearest_to_it()
    {
        using var kaldi = new KaldiFilterBank(new() { MelBands = 40 });
        foreach (var band in new[] { 8, 20, 35 })
        {
            using var image = kaldi.call(tensor(TestSignals.Sine(8_000, kaldi.CenterFrequencies[band], 16_000), dtype: ScalarType.Float32));
            Assert.Equal(band, image[0].mean([1L]).argmax().item<long>());
        }
    }

    [Theory]
    [InlineData(SpectrumKind.Power)]
    [InlineData(SpectrumKind.Magnitude)]
    public void Gradient_equals_central_differences_and_is_zero_at_silence(SpectrumKind kind)
    {
        using var kaldi = new KaldiFilterBank(new() { SampleRate = 4_000, FrameMilliseconds = 16, MelBands = 6, Spectrum = kind, UseEnergy = true, EnergyFloor = 0 }).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Noise(120, seed: 3));
        using var silence = zeros([120], dtype: ScalarType.Float64).requires_grad_();

        GradientCheck.Passes(kaldi.call, waveform);
        kaldi.call(silence).sum().backward();
        Assert.All(TensorAssert.Values(silence.grad!), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Stream_gives_the_image_of_the_whole_for_any_splitting()
    {
        using var kaldi = new KaldiFilterBank(new() { UseEnergy = true });
        using var waveform = tensor(TestSignals.Noise(2 * 2_500, seed: 4), [2, 2_500], dtype: ScalarType.Float32);

        // Double precision rounded once: the same bits, although nothing promises the order of a matrix product's sums.
        Pieces.RequireSameBits(kaldi, waveform, splittings: 50);
    }

    [Fact]
    public void Stream_refuses_what_needs_the_ends_or_the_whole_signal()
    {
        using var mirrored = new KaldiFilterBank(new() { SnipEdges = false });
        using var centered = new KaldiFilterBank(new() { SubtractMean = true });

        Assert.Contains("Set SnipEdges to true", Assert.Throws<InvalidOperationException>(mirrored.OpenStream).Message);
        Assert.Contains("Set SubtractMean to false", Assert.Throws<InvalidOperationException>(centered.OpenStream).Message);
    }

    [Fact]
    public void Axes_are_those_of_the_bank_and_none_with_energy()
    {
        using var kaldi = new KaldiFilterBank(new());
        using var energy = new KaldiFilterBank(new() { UseEnergy = true });

        Assert.Equal((FrequencyScale.Mel, 23, 23, 100.0), (kaldi.Scale, kaldi.Bins, kaldi.CenterFrequencies.Count, kaldi.FrameRate));
        Assert.Equal((FrequencyScale.None, 24, 0), (energy.Scale, energy.Bins, energy.CenterFrequencies.Count));
        Assert.Equal((1, 1, 2), (kaldi.FrameCount(400), kaldi.FrameCount(559), kaldi.FrameCount(560)));
        Assert.Equal("KaldiFilterBank(16000 Hz, 400/160 samples -> 23 bands, 20-8000 Hz)", kaldi.ToString());
    }

    [Fact]
    public void Impossible_settings_and_signals_are_errors()
    {
        using var kaldi = new KaldiFilterBank(new());
        using var mirrored = new KaldiFilterBank(new() { SnipEdges = false });

        Assert.Contains("at least 400 samples with SnipEdges, but there were 399", Assert.Throws<ArgumentOutOfRangeException>(() => kaldi.call(zeros(399))).Message);
        Assert.Contains("at least 80 samples, but there were 79", Assert.Throws<ArgumentOutOfRangeException>(() => mirrored.call(zeros(79))).Message);
        Assert.Throws<ArgumentException>(() => kaldi.call(full([800], float.NaN)));
        Assert.Throws<ArgumentException>(() => kaldi.call(zeros([800], dtype: ScalarType.Float64)));
        Assert.Contains("between 4 and", Assert.Throws<ArgumentOutOfRangeException>(() => new KaldiFilterBankOptions { MelBands = 3 }).Message);
        Assert.Contains("4 and 0 samples", Assert.Throws<ArgumentException>(() => new KaldiFilterBank(new() { FrameMilliseconds = 0.25, ShiftMilliseconds = 0.01 })).Message);
        Assert.Contains("even number of samples", Assert.Throws<ArgumentException>(() => new KaldiFilterBank(new() { FrameMilliseconds = 25.1, RoundToPowerOfTwo = false })).Message);
        Assert.Contains("set EmptyBands to Allow", Assert.Throws<ArgumentException>(() => new KaldiFilterBank(new() { MelBands = 128 })).Message);
        Assert.Contains("half the sample rate (8000 Hz)", Assert.Throws<ArgumentException>(() => new KaldiFilterBank(new() { MaxFrequency = 9_000 })).Message);
        Assert.Contains("Power or Magnitude", Assert.Throws<ArgumentException>(() => new KaldiFilterBank(new() { Spectrum = SpectrumKind.Phase })).Message);
    }
}
