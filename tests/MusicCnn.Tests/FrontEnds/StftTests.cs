using System.Numerics;
using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class StftTests
{
    private const int Rate = 8000;

    public static TheoryData<int, int, int, FramePlacement, EdgePadding, int> Cases => new()
    {
        // FFT size, window length, hop, placement, padding, samples.
        { 512, 512, 128, FramePlacement.Centered, EdgePadding.Reflect, 4096 },
        { 512, 400, 160, FramePlacement.Centered, EdgePadding.Zero, 3001 },
        { 601, 600, 150, FramePlacement.Centered, EdgePadding.Replicate, 2500 },
        { 401, 401, 200, FramePlacement.Inside, EdgePadding.Reflect, 2500 },
        { 600, 255, 77, FramePlacement.Inside, EdgePadding.Zero, 601 },
        { 512, 512, 256, FramePlacement.CenteredPastEnd, EdgePadding.Zero, 2500 },
        { 64, 64, 200, FramePlacement.Centered, EdgePadding.Reflect, 999 },
        { 512, 512, 128, FramePlacement.Centered, EdgePadding.Reflect, 100 },
        { 512, 512, 128, FramePlacement.CenteredPastEnd, EdgePadding.Reflect, 3 },
        { 512, 512, 128, FramePlacement.Centered, EdgePadding.Reflect, 1 },
        { 7, 5, 3, FramePlacement.Centered, EdgePadding.Reflect, 2 },
        { 1, 1, 1, FramePlacement.Centered, EdgePadding.Reflect, 5 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Spectrum_follows_the_definition_in_both_precisions(
        int size, int length, int hop, FramePlacement placement, EdgePadding padding, int samples)
    {
        var options = new StftOptions
        {
            SampleRate = Rate,
            FftSize = size,
            WindowLength = length,
            HopLength = hop,
            Placement = placement,
            EdgePadding = padding,
        };
        var signal = TestSignals.Probe(samples);
        var window = SpectrumOracle.Center(Window.Hann.Samples(length), size);
        var expected = SpectrumOracle.Stft(signal, window, hop, placement, padding);
        using var stft = new Stft(options);

        using var single = stft.call(tensor(signal, dtype: ScalarType.Float32));
        TensorAssert.Shape([1, expected.GetLength(0), expected.GetLength(1)], single);
        Assert.Equal(expected.GetLength(1), stft.FrameCount(samples));
        TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(expected), single, Tolerance.RoundedSpectrum);

        stft.to(ScalarType.Float64);
        using var exact = stft.call(tensor(signal));
        TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(expected), exact, Tolerance.Float64);
    }

    // Values that librosa and torch print for the probe signal: 5003 samples, N 600, hop 150, a Hamming window of 400.
    [Theory]
    [InlineData(FramePlacement.Centered, EdgePadding.Reflect, 34, 0, 3.3581141, -0.0107008)]
    [InlineData(FramePlacement.Centered, EdgePadding.Reflect, 34, 3, 26.0493246, -45.9795986)]
    [InlineData(FramePlacement.Centered, EdgePadding.Zero, 34, 0, 1.5321461, 26.1165601)]
    [InlineData(FramePlacement.Inside, EdgePadding.Reflect, 30, 0, -34.7459762, -40.0017488)]
    public void Spectrum_has_the_values_of_librosa_and_torch(
        FramePlacement placement, EdgePadding padding, int frames, int frame, double real, double imaginary)
    {
        using var stft = Hamming(placement, padding);
        using var spectrum = stft.call(tensor(TestSignals.Probe(5003)));

        TensorAssert.Shape([1, 301, frames], spectrum);
        Assert.Equal(real, spectrum[0, 5, frame].real.item<double>(), 1e-7);
        Assert.Equal(imaginary, spectrum[0, 5, frame].imag.item<double>(), 1e-7);
    }

    [Fact]
    public void Magnitudes_add_up_to_what_librosa_and_torch_print()
    {
        using var stft = Hamming(FramePlacement.Centered, EdgePadding.Reflect, SpectrumKind.Magnitude);
        using var magnitude = stft.call(tensor(TestSignals.Probe(5003)));

        Assert.Equal(9460.982599, magnitude.sum().item<double>(), 1e-5);
    }

    [Fact]
    public void Magnitude_power_and_phase_are_those_of_the_complex_spectrum()
    {
        using var waveform = tensor(TestSignals.Probe(900));
        var spectrum = TensorAssert.Values(Of(SpectrumKind.Complex)).Chunk(2).Select(pair => new Complex(pair[0], pair[1])).ToArray();

        TensorAssert.Close(spectrum.Select(value => value.Magnitude).ToArray(), Of(SpectrumKind.Magnitude), Tolerance.Float64 * 100);
        TensorAssert.Close(spectrum.Select(value => value.Magnitude * value.Magnitude).ToArray(), Of(SpectrumKind.Power), Tolerance.Float64 * 1000);
        TensorAssert.Close(spectrum.Select(value => value.Phase).ToArray(), Of(SpectrumKind.Phase), 1e-9);

        Tensor Of(SpectrumKind kind)
        {
            using var stft = new Stft(new() { SampleRate = Rate, FftSize = 256, Output = kind }).to(ScalarType.Float64);
            return stft.call(waveform);
        }
    }

    [Theory]
    [InlineData(new long[] { 1000 }, new long[] { 1, 65, 32 })]
    [InlineData(new long[] { 3, 1000 }, new long[] { 3, 1, 65, 32 })]
    [InlineData(new long[] { 3, 1, 1000 }, new long[] { 3, 1, 65, 32 })]
    [InlineData(new long[] { 3, 2, 1000 }, new long[] { 3, 2, 65, 32 })]
    public void Image_has_the_shape_that_front_ends_promise(long[] waveform, long[] image)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128, Output = SpectrumKind.Power });
        using var result = stft.call(zeros(waveform));

        TensorAssert.Shape(image, result);
        Assert.True(result.is_contiguous());
        Assert.Equal((65, 32), (stft.Bins, stft.FrameCount(1000)));
    }

    [Fact]
    public void Batch_equals_its_signals_one_by_one()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 256, Output = SpectrumKind.Power });
        using var batch = tensor(TestSignals.Noise(6 * 1100, seed: 3), [3, 2, 1100], dtype: ScalarType.Float32);
        using var together = stft.call(batch);

        for (var n = 0; n < 3; n++)
        {
            for (var c = 0; c < 2; c++)
                TensorAssert.Close(TensorAssert.Values(stft.call(batch[n, c])), together[n, c], 0);
        }
    }

    [Theory]
    [InlineData(512, 17)]
    [InlineData(511, 100)]
    public void Tone_at_a_bin_center_peaks_in_that_bin(int size, int bin)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = size, Placement = FramePlacement.Inside, Output = SpectrumKind.Power });
        using var power = stft.call(tensor(TestSignals.Sine(4000, stft.CenterFrequencies[bin], Rate), dtype: ScalarType.Float32));

        Assert.Equal((double)bin * Rate / size, stft.CenterFrequencies[bin], 1e-9);
        Assert.All(power[0].argmax(0).data<long>().ToArray(), peak => Assert.Equal(bin, peak));
    }

    [Fact]
    public void Unit_sine_at_a_bin_center_has_magnitude_one_when_scaled_so()
    {
        using var stft = new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 512,
            Placement = FramePlacement.Inside,
            Scaling = SpectrumScaling.UnitSine,
            Output = SpectrumKind.Magnitude,
        }).to(ScalarType.Float64);
        using var magnitude = stft.call(tensor(TestSignals.Sine(4000, stft.CenterFrequencies[40], Rate, phase: 0.3)));

        TensorAssert.Close(Enumerable.Repeat(1.0, stft.FrameCount(4000)).ToArray(), magnitude[0, 40], 1e-9);
    }

    [Fact]
    public void White_noise_has_its_variance_in_every_bin_when_scaled_by_the_window_energy()
    {
        using var stft = new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 64,
            Placement = FramePlacement.Inside,
            Scaling = SpectrumScaling.WindowEnergy,
            Output = SpectrumKind.Power,
        });
        using var noise = tensor(TestSignals.Noise(400_000, seed: 5), dtype: ScalarType.Float32);
        using var mean = stft.call(noise).mean([0L, 2L]);

        // Variance 1/3; some 6,000 independent frames leave a relative spread of 1/√6000 = 1.3 % a bin, 33 bins: five of them.
        Assert.All(TensorAssert.Values(mean), power => Assert.Equal(1.0 / 3, power, 0.065 / 3));
    }

    [Fact]
    public void Frame_length_scaling_divides_by_the_root_of_the_size()
    {
        using var plain = new Stft(new() { SampleRate = Rate, FftSize = 256, Output = SpectrumKind.Power }).to(ScalarType.Float64);
        using var scaled = new Stft(plain.Options with { Scaling = SpectrumScaling.FrameLength }).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Probe(1000));

        TensorAssert.Close(plain.call(waveform) / 256, scaled.call(waveform), Tolerance.Float64);
    }

    [Fact]
    public void Delay_of_one_hop_shifts_frames_by_one()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 256, HopLength = 100, Placement = FramePlacement.Inside });
        using var signal = tensor(TestSignals.Noise(3000, seed: 4), dtype: ScalarType.Float32);
        using var delayed = cat([zeros(100), signal]);

        using var before = stft.call(signal);
        using var after = stft.call(delayed);

        TensorAssert.Close(TensorAssert.Values(before), after.narrow(2, 1, before.shape[2]), 0);
    }

    [Fact]
    public void Doubling_the_amplitude_quadruples_the_power()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 256, Output = SpectrumKind.Power });
        using var signal = tensor(TestSignals.Probe(3000), dtype: ScalarType.Float32);

        // A factor of two is exact in floating point.
        TensorAssert.Close(TensorAssert.Values(stft.call(signal) * 4), stft.call(signal * 2), 0);
    }

    [Fact]
    public void Impulse_sounds_alike_in_all_bins()
    {
        using var stft = new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 255,
            Window = Window.Rectangular,
            Placement = FramePlacement.Inside,
            Output = SpectrumKind.Magnitude,
        });
        using var magnitude = stft.call(tensor(TestSignals.Impulse(255, 100), dtype: ScalarType.Float32));

        TensorAssert.Close(Enumerable.Repeat(1.0, 128).ToArray(), magnitude, Tolerance.Float32Fft);
    }

    [Theory]
    [InlineData(SpectrumKind.Complex)]
    [InlineData(SpectrumKind.Magnitude)]
    [InlineData(SpectrumKind.Power)]
    public void Gradient_agrees_with_central_differences(SpectrumKind kind)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 16, HopLength = 6, Output = kind }).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Probe(2 * 40), [2, 40]);

        GradientCheck.Passes(stft.call, waveform);
    }

    [Theory]
    [InlineData(SpectrumKind.Complex)]
    [InlineData(SpectrumKind.Magnitude)]
    [InlineData(SpectrumKind.Power)]
    public void Gradient_at_silence_agrees_with_central_differences(SpectrumKind kind)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 16, HopLength = 6, Output = kind }).to(ScalarType.Float64);
        using var silence = zeros([40], dtype: ScalarType.Float64);

        GradientCheck.Passes(stft.call, silence);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-30)]
    [InlineData(1e-25)]
    [InlineData(1e-20)]
    public void Magnitude_has_a_finite_gradient_however_soft_the_signal(double amplitude)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 64, Output = SpectrumKind.Magnitude });
        using var waveform = tensor(TestSignals.Noise(500, seed: 6, amplitude), dtype: ScalarType.Float32).requires_grad_();
        using var sum = stft.call(waveform).sum();
        sum.backward();

        Assert.All(TensorAssert.Values(waveform.grad!), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Decibels_of_a_spectrum_do_not_depend_on_the_batch()
    {
        using var stft = new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 64,
            Output = SpectrumKind.Power,
            Compression = new Decibels { Reference = null, TopDecibels = 40 },
        });
        using var soft = tensor(TestSignals.Noise(500, seed: 6, amplitude: 1e-3), dtype: ScalarType.Float32);
        using var loud = tensor(TestSignals.Noise(500, seed: 7), dtype: ScalarType.Float32);

        using var together = stft.call(stack([soft, loud]));

        TensorAssert.Close(TensorAssert.Values(stft.call(soft)), together[0], 0);
    }

    [Fact]
    public void Conversion_there_and_back_loses_no_digit_of_the_window()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 100 });
        using var parent = nn.Sequential(("stft", stft));

        parent.to(ScalarType.Float64);
        Assert.Equal(Window.Hann.Samples(100), TensorAssert.Values(stft.state_dict()["window"]));

        parent.to(ScalarType.Float32);
        parent.to(ScalarType.Float64);
        Assert.Equal(Window.Hann.Samples(100), TensorAssert.Values(stft.state_dict()["window"]));
    }

    [Fact]
    public void Wrong_waveforms_are_errors_that_say_what_was_expected()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128 });
        using var inside = new Stft(stft.Options with { Placement = FramePlacement.Inside });

        Assert.Equal(
            "Expected a waveform [samples], [batch, samples] or [batch, channel, samples] of at least one sample, but got [2, 3, 4, 100]. (Parameter 'waveform')",
            Assert.Throws<ArgumentException>(() => stft.call(zeros(2, 3, 4, 100))).Message);
        Assert.Contains("but got [2, 0].", Assert.Throws<ArgumentException>(() => stft.call(zeros(2, 0))).Message);
        Assert.Contains("but got [].", Assert.Throws<ArgumentException>(() => stft.call(tensor(1.0f))).Message);
        Assert.Contains(
            "The waveform must be Float32 like the module, but was Float64.",
            Assert.Throws<ArgumentException>(() => stft.call(zeros(200, dtype: ScalarType.Float64))).Message);
        Assert.Contains(
            "waveform must be at least FftSize (128 samples), because Placement is Inside, but was 127 samples.",
            Assert.Throws<ArgumentOutOfRangeException>(() => inside.call(zeros(127))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => stft.FrameCount(0));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Waveform_that_is_not_finite_is_an_error_that_says_where(float value, string name)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128 });
        var samples = new float[3 * 200];
        samples[(2 * 200) + 7] = value;

        var error = Assert.Throws<ArgumentException>(() => stft.call(tensor(samples, [3, 200])));

        Assert.Contains($"The waveform must be finite, but element 7 of row 2 is {name}.", error.Message);
    }

    [Fact]
    public void Finite_waveform_whose_sum_overflows_is_no_error()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 2, WindowLength = 1, HopLength = 1 });
        using var spectrum = stft.call(tensor(new[] { 3e38f, 3e38f, -3e38f, -3e38f }));

        TensorAssert.Shape([1, 2, 5], spectrum);
    }

    [Fact]
    public void Forward_leaves_one_tensor_and_the_input_as_it_was()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128, Output = SpectrumKind.Power });
        using var waveform = tensor(TestSignals.Probe(500), dtype: ScalarType.Float32);
        Tensor? result = null;

        Assert.Equal(1, LiveTensors.ChangeBy(() => result = stft.call(waveform)));
        Assert.Equal(-1, LiveTensors.ChangeBy(() => result!.Dispose()));
        TensorAssert.Close(TestSignals.Probe(500), waveform, Tolerance.Float32Rounding);
    }

    [Fact]
    public void Transform_built_inside_a_dispose_scope_survives_it()
    {
        Stft stft;
        using (NewDisposeScope())
            stft = new Stft(new() { SampleRate = Rate, FftSize = 128 });

        using (stft)
        using (var spectrum = stft.call(zeros(300)))
            TensorAssert.Shape([1, 65, 10], spectrum);
    }

    [Fact]
    public void Transform_prints_its_sizes()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128 });

        Assert.Equal("Stft(Complex, 8000 Hz, 128/32 samples, Hann -> 65 bins)", stft.ToString());
        Assert.Equal((FrequencyScale.Linear, 250.0, Rate), (stft.Scale, stft.FrameRate, stft.SampleRate));
    }

    private static Stft Hamming(FramePlacement placement, EdgePadding padding, SpectrumKind kind = SpectrumKind.Complex) =>
        new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 600,
            HopLength = 150,
            WindowLength = 400,
            Window = Window.Hamming,
            Placement = placement,
            EdgePadding = padding,
            Output = kind,
        }).to(ScalarType.Float64);
}
