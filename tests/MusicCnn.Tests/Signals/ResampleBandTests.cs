using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Signals;

/// <summary>Measures the bands that the documentation of <see cref="ResampleOptions"/> states.</summary>
public class ResampleBandTests
{
    private static readonly Dictionary<string, ResampleOptions> Presets = new()
    {
        ["High"] = ResampleOptions.High,
        ["KaiserBest"] = ResampleOptions.KaiserBest,
        ["KaiserFast"] = ResampleOptions.KaiserFast,
        ["Torchaudio"] = ResampleOptions.Torchaudio,
    };

    [Theory]
    [InlineData("High", 0.9, 0.0001)]
    [InlineData("High", 0.907, 0.01)]
    [InlineData("KaiserBest", 0.895, 0.01)]
    [InlineData("KaiserFast", 0.717, 0.01)]
    [InlineData("Torchaudio", 0.442, 0.01)]
    public void Pass_band_is_flat_up_to_the_documented_frequency(string preset, double edge, double decibels)
    {
        foreach (var kernel in Kernels(preset))
        {
            for (var step = 0; step <= 100; step++)
                Assert.InRange(Decibels(kernel, edge * step / 100), -decibels, decibels);
        }
    }

    [Theory]
    [InlineData("High", 1, 104)]
    [InlineData("KaiserBest", 1, 61)]
    [InlineData("KaiserBest", 1.05, 145)]
    [InlineData("KaiserFast", 1, 86)]
    [InlineData("Torchaudio", 1, 6)]
    [InlineData("Torchaudio", 1.05, 9)]
    public void Stop_band_is_down_by_the_documented_attenuation(string preset, double edge, double attenuation)
    {
        foreach (var kernel in Kernels(preset))
        {
            // Side lobes are wider than 0.0015 apart and lower further out.
            for (var frequency = edge; frequency < edge + 0.3; frequency += 0.0015)
                Assert.True(Decibels(kernel, frequency) < -attenuation, $"{Decibels(kernel, frequency):0.0} dB at {frequency:0.000} of half the lower rate");
            foreach (var frequency in new[] { 1.5, 2, 2.37, 3.1 }.Where(frequency => frequency * Math.Min(kernel.Stride, kernel.Phases) < kernel.Stride * kernel.Phases))
                Assert.True(Decibels(kernel, frequency) < -attenuation);
        }
    }

    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(16_000, 44_100)]
    [InlineData(48_000, 44_100)]
    public void Sine_in_the_pass_band_becomes_the_same_sine_at_the_new_rate(int from, int to)
    {
        foreach (var frequency in new[] { 0.0123, 0.31, 0.9 }.Select(fraction => fraction * Math.Min(from, to) / 2))
        {
            var output = Converted(from, to, frequency);

            var expected = TestSignals.Sine(output.Length, frequency, to);
            for (var n = to / 100; n < output.Length - (to / 100); n++)
                Assert.Equal(expected[n], output[n], 2e-5);
        }
    }

    [Fact]
    public void Sine_above_the_new_band_vanishes_instead_of_folding_back()
    {
        foreach (var frequency in new[] { 8_000.5, 8_200, 11_000, 15_999, 21_000 })
        {
            var output = Converted(44_100, 16_000, frequency);

            // -104 dB; where the sine starts and ends abruptly there is more.
            Assert.True(output[400..^400].Max(Math.Abs) < 6.4e-6, $"{output[400..^400].Max(Math.Abs):g3} at {frequency} Hz");
        }
    }

    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(16_000, 44_100)]
    public void Constant_stays_constant_within_a_hundred_thousandth(int from, int to)
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(from, to);
        resample.to(ScalarType.Float64);

        var output = TensorAssert.Values(resample.call(ones(from / 10, dtype: ScalarType.Float64)));

        Assert.All(output[(to / 100)..^(to / 100)], sample => Assert.Equal(1, sample, 1e-5));
    }

    private static double[] Converted(int from, int to, double frequency)
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(from, to);
        resample.to(ScalarType.Float64);
        return TensorAssert.Values(resample.call(tensor(TestSignals.Sine(from / 10, frequency, from))));
    }

    private static IEnumerable<PolyphaseKernel> Kernels(string preset) =>
        new[] { (3, 2), (2, 3), (16, 5) }.Select(ratio => PolyphaseKernel.Create(ratio.Item1, ratio.Item2, Presets[preset]));

    /// <summary>Returns the gain of the low-pass filter, all its phases interleaved, at a fraction of half the lower rate.</summary>
    private static double Decibels(PolyphaseKernel kernel, double fraction)
    {
        // Cycles per step of the rate Stride·Phases, which holds both rates' grids; the lower rate has min(Stride, Phases) of its steps a block.
        var cycles = fraction / 2 * Math.Min(kernel.Stride, kernel.Phases) / ((double)kernel.Stride * kernel.Phases);
        double real = 0, imaginary = 0;
        for (var phase = 0; phase < kernel.Phases; phase++)
        {
            for (var l = 0; l < kernel.Length; l++)
            {
                var position = ((long)(kernel.FirstTaps[phase] + l) * kernel.Phases) - ((long)phase * kernel.Stride);
                real += kernel.Taps[(phase * kernel.Length) + l] * Math.Cos(2 * Math.PI * cycles * position);
                imaginary += kernel.Taps[(phase * kernel.Length) + l] * Math.Sin(2 * Math.PI * cycles * position);
            }
        }

        return 10 * Math.Log10(((real * real) + (imaginary * imaginary)) / ((double)kernel.Phases * kernel.Phases));
    }
}
