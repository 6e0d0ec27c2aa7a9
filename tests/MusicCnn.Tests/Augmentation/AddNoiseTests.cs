using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

public class AddNoiseTests
{
    [Theory]
    [InlineData(NoiseColor.White)]
    [InlineData(NoiseColor.Pink)]
    [InlineData(NoiseColor.Brown)]
    public void The_measured_ratio_is_the_drawn_one(NoiseColor color)
    {
        using var scope = NewDisposeScope();
        var waveform = tensor(TestSignals.Sine(3_000, 440, 16_000, 0.3).Concat(TestSignals.Silence(1_000)).ToArray(), [1, 4_000], dtype: ScalarType.Float32);
        using var layer = new AddNoise(new() { Color = color, MinSignalToNoise = 12, MaxSignalToNoise = 12 });
        var items = new BatchItems(1, [5], [3_000]);

        // Measured where the signal is: the padding behind it holds neither signal nor noise.
        var (signal, noise) = (Valid(waveform), Valid(layer.call(waveform, items) - waveform));
        Assert.Equal(12, 10 * Math.Log10(Power(signal) / Power(noise)), tolerance: 0.1);

        static double[] Valid(Tensor waveform) => TensorAssert.Values(waveform.narrow(1, 0, 3_000));
    }

    [Fact]
    public void Ratios_are_uniform_in_decibels_between_the_limits()
    {
        using var scope = NewDisposeScope();
        using var layer = new AddNoise(new() { MinSignalToNoise = -5, MaxSignalToNoise = 15 });
        var waveforms = ones([2_000, 8], dtype: ScalarType.Float64);
        var noise = TensorAssert.Values(layer.call(waveforms, BatchItems.Consecutive(1, 0, 2_000)) - waveforms).Chunk(8);

        Distributions.AreUniform(noise.Select(values => (int)((-10 * Math.Log10(Power(values)) + 5) / 20 * 10)), 10);
    }

    [Theory]
    [InlineData(NoiseColor.White, 0)]
    [InlineData(NoiseColor.Pink, -3.01)]
    [InlineData(NoiseColor.Brown, -6.02)]
    public void Power_density_falls_with_the_octaves_as_its_color_has_it(NoiseColor color, double slope)
    {
        using var scope = NewDisposeScope();
        using var layer = new AddNoise(new() { Color = color, MinSignalToNoise = 0, MaxSignalToNoise = 0 });
        var densities = new double[7];
        for (var item = 0; item < 8; item++)
        {
            var constant = full([1 << 14], 0.5, dtype: ScalarType.Float64);
            var spectrum = TensorAssert.Values(layer.Apply(constant, item: item) - constant).Select(value => new Complex(value, 0)).ToArray();
            Fourier.Forward(spectrum, FourierOptions.AsymmetricScaling);
            for (var octave = 0; octave < densities.Length; octave++)
                densities[octave] += Enumerable.Range(64 << octave, 64 << octave).Average(k => k < 1 << 13 ? spectrum[k].Magnitude * spectrum[k].Magnitude : 0);
        }

        // The last octave ends at half the rate. Some thousand values average to within 0.2 dB in the lowest; their line is within 0.15 dB an octave.
        var decibels = densities.Select(density => 10 * Math.Log10(density)).ToArray();
        var fitted = MathNet.Numerics.Fit.Line([.. Enumerable.Range(0, 7).Select(octave => (double)octave)], decibels).B;
        Assert.Equal(slope, fitted, tolerance: 0.15);
    }

    [Theory]
    [InlineData(NoiseColor.White)]
    [InlineData(NoiseColor.Pink)]
    public void Silence_stays_silence_and_a_single_sample_is_no_error(NoiseColor color)
    {
        using var scope = NewDisposeScope();
        using var layer = new AddNoise(new() { Color = color });

        Assert.All(TensorAssert.Values(layer.Apply(zeros(100))), value => Assert.Equal(0, value));
        Assert.All(TensorAssert.Values(layer.Apply(ones(1))), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void The_gradient_is_one_at_sound_and_at_silence()
    {
        using var scope = NewDisposeScope();
        using var layer = new AddNoise();
        foreach (var waveform in new[] { ones(2, 50), zeros(2, 50) })
        {
            waveform.requires_grad_();
            layer.call(waveform, BatchItems.Consecutive(1, 0, 2)).sum().backward();
            Assert.All(TensorAssert.Values(waveform.grad!), value => Assert.Equal(1, value));
        }
    }

    [Fact]
    public void Channels_have_noise_of_their_own()
    {
        using var scope = NewDisposeScope();
        using var layer = new AddNoise();
        var stereo = TensorAssert.Values(layer.Apply(ones(2, 500)) - 1);

        var (left, right) = (stereo[..500], stereo[500..]);
        Assert.InRange(left.Zip(right, (a, b) => a * b).Sum() / Math.Sqrt(left.Sum(a => a * a) * right.Sum(b => b * b)), -0.2, 0.2);
    }

    private static double Power(double[] values) => values.Average(value => value * value);
}
