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
