using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.PhaseRecovery;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.PhaseRecovery;

public class GriffinLimTests
{
    /// <summary>Float32 rounding after some iterations, each of which turns the errors of the one before by no more than their size.</summary>
    private const double Float32Course = 1e-4;

    private static readonly StftOptions Probe = new() { SampleRate = 8000, FftSize = 512, HopLength = 128, EdgePadding = EdgePadding.Zero };

    // Values of librosa 0.11 for the probe of 12000 samples, phases 0.
    [Theory]
    [InlineData(0, 0.99, 0.742503067)]
    [InlineData(32, 0.99, 0.056338788)]
    [InlineData(100, 0.99, 0.022535903)]
    [InlineData(32, 0, 0.090036147)]
    public void Spectral_convergence_has_the_values_of_librosa(int iterations, double momentum, double expected)
    {
        var options = new GriffinLimOptions { Transform = Probe, Iterations = iterations, Momentum = momentum, Start = PhaseStart.Zero, Length = 12_000 };
        using var magnitude = Magnitude(Probe, tensor(TestSignals.Probe(12_000)));

        var exact = new GriffinLim(options).Recover(magnitude);
        var single = new GriffinLim(options).Recover(magnitude.to(ScalarType.Float32));

        Assert.Equal(expected, exact.FinalConvergence[0], Tolerance.Printed);
        Assert.Equal(expected, single.FinalConvergence[0], Float32Course);
        Assert.Equal(iterations + 1, exact.SpectralConvergence[0].Count);
        Assert.Equal([iterations], exact.Iterations);
        Assert.Equal((ScalarType.Float64, ScalarType.Float32), (exact.Waveform.dtype, single.Waveform.dtype));
        exact.Waveform.Dispose();
        single.Waveform.Dispose();
    }

    [Fact]
    public void Convergence_is_that_of_the_signal_returned()
    {
        var options = Probe with { EdgePadding = EdgePadding.Reflect };
        using var magnitude = Magnitude(options, tensor(TestSignals.Probe(4000)));
        var result = new GriffinLim(new() { Transform = options, Iterations = 3, Length = 4000 }).Recover(magnitude);

        var window = Enumerable.Range(0, 512).Select(n => 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / 512))).ToArray();
        var expected = GriffinLimOracle.Convergence(
            GriffinLimOracle.Magnitude(TestSignals.Probe(4000), window, 128), TensorAssert.Values(result.Waveform), window, 128);

        Assert.Equal(expected, result.FinalConvergence[0], Tolerance.Float64);
        result.Waveform.Dispose();
    }

    [Fact]
    public void Power_and_magnitude_and_the_complex_transforms_settings_give_one_signal()
    {
        using var magnitude = Magnitude(Probe, tensor(TestSignals.Probe(3000)));
        using var byMagnitude = Recover(SpectrumKind.Magnitude, magnitude);
        using var byComplex = Recover(SpectrumKind.Complex, magnitude);
        using var byPower = Recover(SpectrumKind.Power, magnitude.square());

        TensorAssert.Close(byMagnitude, byComplex, 0);
        TensorAssert.Close(byMagnitude, byPower, 1e-9);

        static Tensor Recover(SpectrumKind output, Tensor spectrogram) =>
            new GriffinLim(new() { Transform = Probe with { Output = output }, Iterations = 4, Length = 3000 }).Recover(spectrogram).Waveform;
    }

    [Fact]
    public void Example_does_not_depend_on_those_beside_it()
    {
        using var noise = tensor(TestSignals.Noise(3 * 3000, seed: 4), [3, 1, 3000], dtype: ScalarType.Float32);
        using var magnitude = Magnitude(Probe, noise);
        var griffinLim = new GriffinLim(new() { Transform = Probe, Iterations = 5, Seed = 7, Length = 3000 });

        var all = griffinLim.Recover(magnitude);
        var first = griffinLim.Recover(magnitude[0]);
        var two = griffinLim.Recover(magnitude.narrow(0, 0, 2));

        TensorAssert.Shape([3, 1, 3000], all.Waveform);
        TensorAssert.Shape([1, 3000], first.Waveform);
        TensorAssert.Close(all.Waveform[0], first.Waveform, 0);
        TensorAssert.Close(all.Waveform.narrow(0, 0, 2), two.Waveform, 0);
        Assert.Equal(all.SpectralConvergence[0], first.SpectralConvergence[0]);
        Assert.Equal(all.SpectralConvergence[1], two.SpectralConvergence[1]);
        all.Waveform.Dispose();
        first.Waveform.Dispose();
        two.Waveform.Dispose();
    }

    [Fact]
    public void Seed_gives_its_bits_again_and_examples_start_from_phases_of_their_own()
    {
        using var once = Magnitude(Probe, tensor(TestSignals.Probe(3000), [1, 1, 3000], dtype: ScalarType.Float32));
        using var twice = cat([once, once]);

        using var one = Recover(seed: 3);
        using var again = Recover(seed: 3);
        using var other = Recover(seed: 4);

        TensorAssert.Close(one, again, 0);
        Assert.True((one - other).abs().max().item<float>() > 0.01f);
        Assert.True((one[0] - one[1]).abs().max().item<float>() > 0.01f);

        Tensor Recover(int seed) => new GriffinLim(new() { Transform = Probe, Iterations = 2, Seed = seed }).Recover(twice).Waveform;
    }

    [Theory]
    [InlineData(PhaseStart.Random)]
    [InlineData(PhaseStart.FirstQuadrant)]
    public void Draws_are_spread_evenly(PhaseStart start)
    {
        using var ones_ = ones([2, 100, 100], dtype: ScalarType.Float64);
        using var spectra = StartingPhases.Apply(ones_, new GriffinLimOptions { Transform = Probe, Start = start });
        var (real, imaginary) = (TensorAssert.Values(spectra.real.contiguous()), TensorAssert.Values(spectra.imag.contiguous()));

        // 20,000 draws: the mean of a quarter of the circle or of [0, 1) is known to 0.01, three deviations and more.
        var (mean, least) = start == PhaseStart.Random ? (0.0, -1.0) : (0.5, 0.0);
        Assert.Equal(mean, real.Average(), 0.02);
        Assert.Equal(mean, imaginary.Average(), 0.02);
        Assert.InRange(real.Min(), least, least + 0.01);
        Assert.InRange(real.Max(), 0.99, 1);
        if (start == PhaseStart.Random)
            Assert.All(real.Zip(imaginary), pair => Assert.Equal(1, (pair.First * pair.First) + (pair.Second * pair.Second), Tolerance.Float64));
    }

    [Fact]
    public void Each_example_stops_for_itself_when_it_improves_too_little()
    {
        using var signals = stack([tensor(TestSignals.Probe(4000)), tensor(TestSignals.Noise(4000, seed: 1)), tensor(TestSignals.Silence(4000))]);
        using var magnitude = Magnitude(Probe, signals.unsqueeze(1));
        var options = new GriffinLimOptions { Transform = Probe, Iterations = 60, Tolerance = 2e-3, Length = 4000 };

        var result = new GriffinLim(options).Recover(magnitude);

        Assert.Equal(1, result.Iterations[2]);
        Assert.NotEqual(result.Iterations[0], result.Iterations[1]);
        foreach (var example in new[] { 0, 1 })
        {
            var course = result.SpectralConvergence[example];
            var improvements = course.Zip(course.Skip(1), (before, after) => before - after).ToArray();
            Assert.All(improvements[..^1], improvement => Assert.True(improvement >= 2e-3));
            Assert.True(improvements[^1] < 2e-3);

            // The signal is the one that as many iterations give without a tolerance.
            var plain = new GriffinLim(options with { Tolerance = null, Iterations = result.Iterations[example] }).Recover(magnitude);
            TensorAssert.Close(plain.Waveform[example], result.Waveform[example], 0);
            plain.Waveform.Dispose();
        }

        result.Waveform.Dispose();
    }

    [Fact]
    public void Silence_stays_silent()
    {
        var result = new GriffinLim(new() { Transform = Probe, Iterations = 3 }).Recover(zeros([257, 9]));

        TensorAssert.Shape([8 * 128], result.Waveform);
        Assert.Equal(0f, result.Waveform.abs().max().item<float>());
        Assert.Equal([0, 0, 0, 0], result.SpectralConvergence[0]);
        result.Waveform.Dispose();
    }

    [Theory]
    [InlineData(512, FramePlacement.Centered, 10, null, 9 * 128)]
    [InlineData(512, FramePlacement.Centered, 10, 1200, 1200)]
    [InlineData(511, FramePlacement.Centered, 10, null, (9 * 128) + 1)]
    [InlineData(512, FramePlacement.Inside, 10, null, 512 + (9 * 128))]
    [InlineData(512, FramePlacement.CenteredPastEnd, 10, null, 9 * 128)]
    [InlineData(511, FramePlacement.CenteredPastEnd, 10, null, 9 * 128)]
    [InlineData(512, FramePlacement.Centered, 1, 100, 100)]
    public void Length_is_what_the_frames_cover_or_what_is_asked_for(int size, FramePlacement placement, int frames, int? length, int samples)
    {
        var transform = Probe with { FftSize = size, Placement = placement };
        var result = new GriffinLim(new() { Transform = transform, Iterations = 1, Length = length }).Recover(ones([2, 3, (size / 2) + 1, frames]));

        TensorAssert.Shape([2, 3, samples], result.Waveform);
        Assert.Equal(6, result.SpectralConvergence.Count);
        result.Waveform.Dispose();
    }

    private static Tensor Magnitude(StftOptions options, Tensor waveform)
    {
        using var stft = new Stft(options with { Output = SpectrumKind.Magnitude });
        return stft.to(waveform.dtype).call(waveform);
    }
}
