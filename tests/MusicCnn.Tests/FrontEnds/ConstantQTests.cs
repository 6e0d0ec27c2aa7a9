using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Atoms;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Holds the transform to its definitions, as <see cref="ConstantQOracle"/> evaluates them, and to published values.</summary>
public class ConstantQTests
{
    private const int Rate = 8_000;

    private static readonly ConstantQOptions Small = new()
    {
        SampleRate = Rate,
        HopLength = 100,
        MinFrequency = 220,
        Bins = 36,
        Output = SpectrumKind.Complex,
    };

    public static TheoryData<AtomRule, string> RulesAndSignals
    {
        get
        {
            var data = new TheoryData<AtomRule, string>();
            foreach (var rule in Enum.GetValues<AtomRule>())
            {
                foreach (var signal in new[] { "probe", "noise", "clicks", "tones", "offset" })
                    data.Add(rule, signal);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RulesAndSignals))]
    public void Each_rule_is_evaluated_to_a_ten_thousandth_of_the_peak_of_its_definition(AtomRule rule, string signal)
    {
        var samples = Signal(signal);
        var options = Small with { AtomRule = rule };
        var expected = SpectrumOracle.Interleaved(ConstantQOracle.Transform(samples, options));
        using var cqt = new ConstantQ(options);
        using var waveform = tensor(samples, dtype: ScalarType.Float32);

        using var fused = cqt.call(waveform);
        using var graph = cqt.call(waveform.alias().requires_grad_());
        using var precise = cqt.to(ScalarType.Float64).call(tensor(samples));

        TensorAssert.CloseToPeak(expected, fused, Tolerance.ConstantQ);
        TensorAssert.CloseToPeak(expected, graph, Tolerance.ConstantQ);
        TensorAssert.CloseToPeak(expected, precise, Tolerance.ConstantQ);
    }

    [Theory]
    [MemberData(nameof(RulesAndSignals))]
    public void With_all_side_lobes_double_precision_is_exact(AtomRule rule, string signal)
    {
        var samples = Signal(signal);
        var options = Small with { AtomRule = rule, SideLobeError = 1e-15 };
        using var cqt = new ConstantQ(options).to(ScalarType.Float64);

        using var transform = cqt.call(tensor(samples));

        TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(ConstantQOracle.Transform(samples, options)), transform, Tolerance.Float64);
    }

    [Theory]
    [InlineData(AtomRule.Exact, null, 1e-15, -0.385133625, -0.315219163)]
    [InlineData(AtomRule.Exact, QualityFactor.Brown, 1e-15, -0.385242747, -0.315300962)]
    [InlineData(AtomRule.Librosa, null, 1e-15, -9.0078558, -7.3744627)]
    [InlineData(AtomRule.NnAudio, null, 1e-15, -8.8773032, -7.2656080)]
    public void Published_values_of_a_probe_signal_come_out(AtomRule rule, QualityFactor? quality, double sideLobes, double real, double imaginary)
    {
        using var cqt = new ConstantQ(Published with { AtomRule = rule, QualityFactor = quality, SideLobeError = sideLobes }).to(ScalarType.Float64);

        using var transform = cqt.call(tensor(TestSignals.Probe(30_000)));

        TensorAssert.Shape([1, 60, 118], transform);
        TensorAssert.Close([real, imaginary], transform[0, 20, 50], 1e-7);
    }

    [Fact]
    public void Published_value_at_the_start_comes_out()
    {
        using var cqt = new ConstantQ(Published with { SideLobeError = 1e-15 }).to(ScalarType.Float64);

        using var transform = cqt.call(tensor(TestSignals.Probe(30_000)));

        TensorAssert.Close([0.024600116, -0.248550736], transform[0, 20, 0], Tolerance.Printed);
    }

    [Theory]
    [InlineData(AtomNormalization.UnitSine)]
    [InlineData(AtomNormalization.HalfSine)]
    [InlineData(AtomNormalization.RootLength)]
    [InlineData(AtomNormalization.Length)]
    [InlineData(AtomNormalization.UnitEnergy)]
    public void Normalizations_are_as_defined_under_every_rule(AtomNormalization normalization)
    {
        foreach (var rule in Enum.GetValues<AtomRule>())
        {
            var options = Small with { AtomRule = rule, Normalization = normalization };
            using var cqt = new ConstantQ(options);
            using var transform = cqt.call(tensor(Signal("noise"), dtype: ScalarType.Float32));

            TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(ConstantQOracle.Transform(Signal("noise"), options)), transform, Tolerance.ConstantQ);
        }
    }

    [Theory]
    [InlineData(8_000, 1234, 1, 7, 12)]             // a hop of one sample: as many frames as samples
    [InlineData(8_000, 1235, 37, 12, 24)]           // an odd hop, an odd number of frames in a block
    [InlineData(8_000, 1234, 1000, 24, 12)]         // a hop longer than most atoms
    [InlineData(11_025, 2501, 127, 40, 36)]         // an odd rate, a prime hop
    [InlineData(16_000, 3000, 160, 60, 24)]
    [InlineData(44_100, 9_001, 441, 80, 12)]
    [InlineData(48_000, 7_777, 512, 30, 36)]
    public void Any_rate_any_hop_and_any_axis_work(int rate, int samples, int hop, int bins, int binsPerOctave)
    {
        var options = Small with { SampleRate = rate, HopLength = hop, Bins = bins, BinsPerOctave = binsPerOctave, FilterScale = 0.8 };
        using var cqt = new ConstantQ(options);
        using var waveform = tensor(TestSignals.Noise(samples, seed: 2), dtype: ScalarType.Float32);
        var expected = SpectrumOracle.Interleaved(ConstantQOracle.Transform(TestSignals.Noise(samples, seed: 2), options));

        using var fused = cqt.call(waveform);
        using var graph = cqt.call(waveform.alias().requires_grad_());

        TensorAssert.CloseToPeak(expected, fused, Tolerance.ConstantQ);
        TensorAssert.CloseToPeak(expected, graph, Tolerance.ConstantQ);
    }

    [Theory]
    [InlineData(1, EdgePadding.Zero)]
    [InlineData(1, EdgePadding.Reflect)]
    [InlineData(2, EdgePadding.Reflect)]
    [InlineData(99, EdgePadding.Replicate)]
    [InlineData(100, EdgePadding.Reflect)]
    public void Signals_may_be_shorter_than_any_atom(int samples, EdgePadding padding)
    {
        var options = Small with { EdgePadding = padding, SideLobeError = 1e-15 };
        var signal = TestSignals.Noise(samples, seed: 5);
        using var cqt = new ConstantQ(options);

        using var transform = cqt.call(tensor(signal, dtype: ScalarType.Float32));

        TensorAssert.Shape([1, 36, 1 + (samples / 100)], transform);
        TensorAssert.Close(SpectrumOracle.Interleaved(ConstantQOracle.Transform(signal, options)), transform, Tolerance.Float32Fft);
    }

    [Theory]
    [InlineData(AtomRule.Exact)]
    [InlineData(AtomRule.Librosa)]
    public void Bins_next_to_zero_and_to_half_the_rate_wrap_as_they_should(AtomRule rule)
    {
        var options = Small with { AtomRule = rule, MinFrequency = 30, Bins = rule == AtomRule.Exact ? 85 : 84, HopLength = 400 };
        var signal = TestSignals.Noise(3000, seed: 8);
        using var cqt = new ConstantQ(options);

        using var transform = cqt.call(tensor(signal, dtype: ScalarType.Float32));

        Assert.InRange(cqt.CenterFrequencies[^1], 3_600, 4_000);
        TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(ConstantQOracle.Transform(signal, options)), transform, Tolerance.ConstantQ);
    }

    [Fact]
    public void Long_signals_are_seamless_where_their_blocks_meet()
    {
        // 700,000 samples need three blocks; compare the frames around the first seam, and the last ones.
        var options = Small with { MinFrequency = 440, Bins = 3, HopLength = 512 };
        var signal = TestSignals.Noise(700_000, seed: 6);
        using var cqt = new ConstantQ(options);
        using var transform = cqt.call(tensor(signal, dtype: ScalarType.Float32));
        var seam = FirstSeam(options, signal.Length);

        TensorAssert.Shape([1, 3, 1 + (700_000 / 512)], transform);
        Assert.InRange(seam, 1, 699_000 / 512);
        foreach (var first in new[] { 0, seam - 5, 1368 - 10 })
        {
            var expected = ConstantQOracle.Transform(signal, options, first: first, frames: 10);
            TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(expected), transform.narrow(2, first, 10), Tolerance.ConstantQ);
        }

        static int FirstSeam(ConstantQOptions options, int samples)
        {
            var bank = new AtomBank(options, options.Frequencies);
            var grid = BlockGrid.Of(1 + (samples / options.HopLength), options.HopLength, bank.Reach);
            Assert.Equal(3, grid.Blocks);
            return grid.UsefulFrames;
        }
    }

    [Fact]
    public void Trained_atoms_begin_as_the_fixed_ones()
    {
        foreach (var rule in Enum.GetValues<AtomRule>())
        {
            var options = Small with { AtomRule = rule, Trainable = true };
            using var cqt = new ConstantQ(options);
            using var transform = cqt.call(tensor(Signal("clicks"), dtype: ScalarType.Float32));

            TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(ConstantQOracle.Transform(Signal("clicks"), options)), transform, Tolerance.Float32Sum);
            Assert.Equal(["atoms"], cqt.named_parameters().Select(parameter => parameter.name));
        }
    }

    [Theory]
    [InlineData(AtomRule.Exact, 868.549014)]
    [InlineData(AtomRule.NnAudio, 842.768727)]
    public void Atoms_at_concert_pitch_have_the_published_lengths(AtomRule rule, double length)
    {
        var options = new ConstantQOptions { SampleRate = 22_050, AtomRule = rule };

        Assert.Equal(length, options.AtomLength(440), 1e-6);
    }

    [Theory]
    [InlineData(12, 17.33159030)]
    [InlineData(24, 34.63430749)]
    [InlineData(36, 51.94343934)]
    public void Quality_factor_is_the_published_one(int binsPerOctave, double quality)
    {
        var options = new ConstantQOptions { SampleRate = 22_050, BinsPerOctave = binsPerOctave };

        Assert.Equal(quality, 1 / options.RelativeBandwidth, 1e-7);
    }

    [Fact]
    public void Presets_are_the_libraries_defaults()
    {
        Assert.Equal(Pitch.Parse("C1").Frequency, ConstantQOptions.Librosa.MinFrequency, 1e-12);
        Assert.Equal((22_050, 512, 84, 12), (ConstantQOptions.Librosa.SampleRate, ConstantQOptions.Librosa.HopLength, ConstantQOptions.Librosa.Bins, ConstantQOptions.Librosa.BinsPerOctave));
        Assert.Equal((AtomNormalization.RootLength, EdgePadding.Zero), (ConstantQOptions.Librosa.ActualNormalization, ConstantQOptions.Librosa.ActualEdgePadding));
        Assert.Equal((32.70, EdgePadding.Reflect), (ConstantQOptions.NnAudio.MinFrequency, ConstantQOptions.NnAudio.ActualEdgePadding));
    }

    internal static double[] Signal(string name)
    {
        const int Length = 2600;
        var samples = name switch
        {
            "probe" => TestSignals.Probe(Length),
            "noise" => TestSignals.Noise(Length, seed: 1),
            "tones" => TestSignals.Sine(Length, 261.6, Rate, 0.5).Zip(TestSignals.Sine(Length, 1244.5, Rate, 0.5), (a, b) => a + b).ToArray(),
            "offset" => [.. TestSignals.Probe(Length).Select(sample => 1 + (0.1 * sample))],
            _ => new double[Length],
        };
        if (name == "clicks")
        {
            foreach (var position in new[] { 0, 700, 1313, 2599 })
                samples[position] = 1;
        }

        return samples;
    }

    private static ConstantQOptions Published => new()
    {
        SampleRate = 22_050,
        HopLength = 256,
        MinFrequency = 55,
        Bins = 60,
        Output = SpectrumKind.Complex,
    };
}
