using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class VariableQTests
{
    private static readonly VariableQOptions Options = new()
    {
        SampleRate = 8_000,
        HopLength = 100,
        MinFrequency = 110,
        Bins = 40,
        Output = SpectrumKind.Complex,
    };

    [Theory]
    [InlineData(AtomRule.Exact, 20.0)]
    [InlineData(AtomRule.Exact, null)]
    [InlineData(AtomRule.Librosa, null)]
    [InlineData(AtomRule.NnAudio, 7.0)]
    public void Each_rule_is_evaluated_to_a_ten_thousandth_of_the_peak_of_its_definition(AtomRule rule, double? gamma)
    {
        var signal = ConstantQTests.Signal("noise");
        using var vqt = new VariableQ(Options with { AtomRule = rule, Gamma = gamma });
        var constant = new ConstantQOptions
        {
            SampleRate = 8_000,
            HopLength = 100,
            MinFrequency = 110,
            Bins = 40,
            AtomRule = rule,
        };

        // 24.7 α/0.108 at 12 bins per octave, as published.
        var expected = ConstantQOracle.Transform(signal, constant, gamma ?? 13.1957714);
        using var fused = vqt.call(tensor(signal, dtype: ScalarType.Float32));
        using var precise = vqt.to(ScalarType.Float64).call(tensor(signal));

        TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(expected), fused, Tolerance.ConstantQ);
        TensorAssert.CloseToPeak(SpectrumOracle.Interleaved(expected), precise, Tolerance.ConstantQ);
    }

    [Theory]
    [InlineData(0.0, 6948.39211, 230.048906)]
    [InlineData(20.0, 951.522166, 190.333667)]
    [InlineData(null, 1347.04468, 202.210179)]
    public void Atoms_have_the_published_lengths(double? gamma, double lowest, double highest)
    {
        var options = new VariableQOptions { SampleRate = 22_050, MinFrequency = 55, Bins = 60, Gamma = gamma };

        Assert.Equal(lowest, options.AtomLength(options.Frequency(0)), 1e-4);
        Assert.Equal(highest, options.AtomLength(options.Frequency(59)), 1e-5);
    }

    [Fact]
    public void Without_added_bandwidth_it_is_the_constant_q_transform()
    {
        using var vqt = new VariableQ(Options with { Gamma = 0, Output = SpectrumKind.Magnitude });
        using var cqt = new ConstantQ(new() { SampleRate = 8_000, HopLength = 100, MinFrequency = 110, Bins = 40 });
        using var waveform = tensor(TestSignals.Probe(3000), dtype: ScalarType.Float32);

        TensorAssert.Close(TensorAssert.Values(cqt.call(waveform)), vqt.call(waveform), 0);
    }

    [Fact]
    public void Bass_is_sharper_in_time_than_at_constant_q()
    {
        using var vqt = new VariableQ(Options with { Output = SpectrumKind.Magnitude });
        using var cqt = new VariableQ(Options with { Output = SpectrumKind.Magnitude, Gamma = 0 });
        using var click = tensor(TestSignals.Impulse(8_000, 4_000), dtype: ScalarType.Float32);

        Assert.True(2 * FramesAboveHalf(vqt) < FramesAboveHalf(cqt));

        long FramesAboveHalf(VariableQ transform)
        {
            using var scope = NewDisposeScope();
            var lowest = transform.call(click)[0, 0];
            return (lowest > (lowest.max() / 2)).sum().item<long>();
        }
    }

    [Fact]
    public void Tone_at_a_bin_center_has_magnitude_one_in_every_bin()
    {
        using var vqt = new VariableQ(Options with { Output = SpectrumKind.Magnitude });
        foreach (var bin in new[] { 0, 13, 39 })
        {
            // Short bass atoms see a little of the negative frequency.
            using var image = vqt.call(tensor(TestSignals.Sine(8_000, vqt.CenterFrequencies[bin], 8_000), dtype: ScalarType.Float32));
            Assert.Equal(1.0, image[0, bin, 40].item<float>(), 2e-3);
            Assert.Equal(bin, image[0].select(1, 40).argmax().item<long>());
        }
    }
}
