using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class InverseStftTests
{
    /// <summary>What a float32 round trip must reach, in decibels: rounding errors of a few times 2⁻²⁵ of the signal.</summary>
    private const double RoundTripDecibels = 135;

    private static readonly StftOptions Default = new() { SampleRate = 8000, FftSize = 512 };

    public static TheoryData<StftOptions, int> Invertible => new()
    {
        { Default, 5003 },
        { Default with { FftSize = 601, WindowLength = 400, HopLength = 100 }, 5003 },
        { Default with { HopLength = 256 }, 4096 },
        { Default with { FftSize = 1999, HopLength = 500 }, 20_000 },
        { Default with { HopLength = 77, Window = Window.Hamming, Scaling = SpectrumScaling.WindowEnergy }, 3000 },
        { Default with { Window = Window.Kaiser(8), EdgePadding = EdgePadding.Zero }, 3000 },
        { Default with { Window = Window.BlackmanHarris62, PeriodicWindow = false, Placement = FramePlacement.CenteredPastEnd, Scaling = SpectrumScaling.UnitSine }, 3000 },
        { Default with { Window = Window.Rectangular, HopLength = 512, Placement = FramePlacement.Inside }, 5120 },
        { Default with { FftSize = 2048, Window = Window.Blackman }, 30_000 },
        { Default, 1 },
    };

    [Theory]
    [MemberData(nameof(Invertible))]
    public void Round_trip_returns_the_signal(StftOptions options, int samples)
    {
        using var stft = new Stft(options);
        using var inverse = new InverseStft(options);
        var signal = TestSignals.Probe(samples);

        using var returned = inverse.Invert(stft.call(tensor(signal, dtype: ScalarType.Float32)), samples);
        TensorAssert.Shape([1, samples], returned);
        // The signal that went in is the rounded one.
        var rounded = Array.ConvertAll(signal, value => (double)(float)value);
        var ratio = Decibels(rounded, TensorAssert.Values(returned));
        Assert.True(ratio >= RoundTripDecibels, FormattableString.Invariant($"{options} returns the signal at {ratio:0.0} dB only."));

        stft.to(ScalarType.Float64);
        inverse.to(ScalarType.Float64);
        using var exact = inverse.Invert(stft.call(tensor(signal)), samples);
        TensorAssert.Close(signal, exact, Tolerance.Float64);
    }

    // Values of librosa and torch: the probe spectrum (5003 samples, N 600, hop 150, Hamming of 400) with bins from 40 up set to 0.
    [Fact]
    public void Changed_spectrum_gives_the_values_of_librosa_and_torch()
    {
        var options = new StftOptions { SampleRate = 8000, FftSize = 600, HopLength = 150, WindowLength = 400, Window = Window.Hamming };
        using var stft = new Stft(options).to(ScalarType.Float64);
        using var inverse = new InverseStft(options).to(ScalarType.Float64);
        using var spectrum = stft.call(tensor(TestSignals.Probe(5003)));
        using var low = cat([spectrum.narrow(1, 0, 40), zeros_like(spectrum.narrow(1, 40, 261))], 1);

        using var signal = inverse.Invert(low, 5003);
        using var shorter = inverse.call(low);

        Assert.Equal(0.33826222, signal[0, 0].item<double>(), Tolerance.Printed);
        Assert.Equal(-0.30752415, signal[0, 2500].item<double>(), Tolerance.Printed);
        Assert.Equal(-0.54823777, signal[0, 5002].item<double>(), Tolerance.Printed);
        TensorAssert.Shape([1, 4950], shorter);
        TensorAssert.Close(TensorAssert.Values(signal.narrow(1, 0, 4950)), shorter, 0);
    }

    [Theory]
    [InlineData(512, FramePlacement.Centered, 10, 9 * 128)]
    [InlineData(511, FramePlacement.Centered, 10, (9 * 127) + 1)]
    [InlineData(512, FramePlacement.Inside, 10, 512 + (9 * 128))]
    public void Length_without_a_wish_is_what_the_frames_cover(int size, FramePlacement placement, int frames, int samples)
    {
        using var inverse = new InverseStft(Default with { FftSize = size, Placement = placement });
        using var signal = inverse.call(zeros([(size / 2) + 1, frames], dtype: ScalarType.ComplexFloat32));

        TensorAssert.Shape([samples], signal);
    }

    [Fact]
    public void Length_cuts_and_what_no_frame_reaches_is_silent()
    {
        using var stft = new Stft(Default);
        using var inverse = new InverseStft(Default);
        using var spectrum = stft.call(tensor(TestSignals.Probe(2000), dtype: ScalarType.Float32));

        using var cut = inverse.Invert(spectrum, 700);
        using var longer = inverse.Invert(spectrum, 5000);

        TensorAssert.Close(TestSignals.Probe(700), cut, 1e-6);
        TensorAssert.Shape([1, 5000], longer);
        Assert.Equal(0f, longer.narrow(1, 3000, 2000).abs().sum().item<float>());
    }

    [Fact]
    public void Axes_in_front_stay()
    {
        using var inverse = new InverseStft(Default);

        TensorAssert.Shape([2, 3, 1152], inverse.call(zeros([2, 3, 257, 10], dtype: ScalarType.ComplexFloat32)));
        TensorAssert.Shape([3, 1152], inverse.call(zeros([3, 257, 10], dtype: ScalarType.ComplexFloat32)));
    }

    [Fact]
    public void Guarded_inverse_is_silent_where_the_windows_nearly_vanish()
    {
        var options = Default with { FftSize = 4096, Placement = FramePlacement.Inside };
        using var stft = new Stft(options).to(ScalarType.Float64);
        using var plain = new InverseStft(options).to(ScalarType.Float64);
        using var guarded = new InverseStft(options, guarded: true).to(ScalarType.Float64);
        using var noise = stft.call(tensor(TestSignals.Noise(20_000, seed: 8)));
        using var changed = noise * tensor(TestSignals.Noise((int)noise.numel(), seed: 9), noise.shape);

        var loud = TensorAssert.Values(plain.call(changed));
        var kind = TensorAssert.Values(guarded.call(changed));

        // A Hann window of 4096 is sin²(πn/4096): 9.4e-6 at sample 4, squared below 1e-10 of 1.5, and 1.5e-5 at sample 5, above it.
        Assert.Equal(new double[5], kind[..5]);
        Assert.Equal(loud[5..100], kind[5..100]);
        Assert.True(Math.Abs(loud[1]) > 1000, "Without the guard the first samples explode.");
    }

    [Fact]
    public void Imaginary_parts_of_the_outer_bins_do_nothing()
    {
        using var inverse = new InverseStft(Default).to(ScalarType.Float64);
        var imaginary = new double[257 * 4];
        for (var t = 0; t < 4; t++)
            (imaginary[t], imaginary[(256 * 4) + t]) = (1, 1);

        using var signal = inverse.call(complex(zeros([257, 4], dtype: ScalarType.Float64), tensor(imaginary, [257, 4])));

        Assert.Equal(0.0, signal.abs().sum().item<double>());
    }

    [Theory]
    [InlineData(512, 512, 512)]
    [InlineData(512, 512, 600)]
    [InlineData(512, 200, 201)]
    public void Window_and_hop_that_leave_gaps_are_an_error(int size, int window, int hop)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new InverseStft(new() { SampleRate = 8000, FftSize = size, WindowLength = window, HopLength = hop }));

        Assert.Contains($"A Hann window of {window} samples cannot be inverted at a hop of {hop} samples", error.Message);
        Assert.Contains("Take a shorter hop", error.Message);
    }

    [Fact]
    public void Gradient_agrees_with_central_differences()
    {
        var options = new StftOptions { SampleRate = 8000, FftSize = 16, HopLength = 4 };
        using var stft = new Stft(options).to(ScalarType.Float64);
        using var inverse = new InverseStft(options).to(ScalarType.Float64);
        using var weights = tensor(TestSignals.Noise(9 * 8, seed: 9), [9, 8]);
        using var waveform = tensor(TestSignals.Probe(30));

        GradientCheck.Passes(signal => inverse.Invert(stft.call(signal) * weights, 30), waveform);
    }

    [Fact]
    public void Wrong_spectra_are_errors_that_say_what_was_expected()
    {
        using var inverse = new InverseStft(Default);

        Assert.Equal(
            "Expected a complex spectrum [frequency=257, time], with up to two axes in front, but got [1, 256, 4]. (Parameter 'spectrum')",
            Assert.Throws<ArgumentException>(() => inverse.call(zeros([1, 256, 4], dtype: ScalarType.ComplexFloat32))).Message);
        Assert.Contains(
            "The spectrum must be ComplexFloat32, because the module is Float32, but was Float32.",
            Assert.Throws<ArgumentException>(() => inverse.call(zeros([1, 257, 4]))).Message);
        Assert.Contains(
            "Give the length",
            Assert.Throws<ArgumentException>(() => inverse.call(zeros([1, 257, 1], dtype: ScalarType.ComplexFloat32))).Message);
        Assert.Contains(
            "must be finite",
            Assert.Throws<ArgumentException>(() => inverse.call(full([257, 4], double.NaN, dtype: ScalarType.ComplexFloat32))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => inverse.Invert(zeros([257, 4], dtype: ScalarType.ComplexFloat32), 0));
        Assert.Contains(
            "Only a complex spectrum can be inverted",
            Assert.Throws<ArgumentException>(() => new InverseStft(Default with { Output = SpectrumKind.Power })).Message);
    }

    [Fact]
    public void Inverse_leaves_one_tensor_and_survives_the_scope_it_is_built_in()
    {
        InverseStft inverse;
        using (NewDisposeScope())
            inverse = new InverseStft(Default);
        using var spectrum = zeros([1, 257, 4], dtype: ScalarType.ComplexFloat32);
        Tensor? result = null;

        Assert.Equal(1, LiveTensors.ChangeBy(() => result = inverse.call(spectrum)));
        Assert.Equal("InverseStft(8000 Hz, 512/128 samples, Hann)", inverse.ToString());
        result!.Dispose();
        inverse.Dispose();
    }

    private static double Decibels(double[] expected, double[] actual)
    {
        var noise = expected.Zip(actual, (a, b) => (a - b) * (a - b)).Sum();
        return noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(expected.Sum(value => value * value) / noise);
    }
}
