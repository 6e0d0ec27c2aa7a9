using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Compares gradients with central differences, and makes sure that they stay finite.</summary>
public class ConstantQGradientTests
{
    private static readonly ConstantQOptions Options = new() { SampleRate = 8_000, MinFrequency = 900, Bins = 7, BinsPerOctave = 5, HopLength = 16 };

    public static TheoryData<AtomRule, SpectrumKind, bool> Cases
    {
        get
        {
            var data = new TheoryData<AtomRule, SpectrumKind, bool>();
            foreach (var rule in Enum.GetValues<AtomRule>())
            {
                foreach (var kind in new[] { SpectrumKind.Complex, SpectrumKind.Magnitude, SpectrumKind.Power })
                {
                    data.Add(rule, kind, false);
                    data.Add(rule, kind, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_agrees_with_central_differences(AtomRule rule, SpectrumKind kind, bool trainable)
    {
        using var cqt = new ConstantQ(Options with { AtomRule = rule, Output = kind, Trainable = trainable }).to(ScalarType.Float64);

        GradientCheck.Passes(cqt.call, tensor(TestSignals.Probe(2 * 40), [2, 40]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_at_silence_agrees_with_central_differences(AtomRule rule, SpectrumKind kind, bool trainable)
    {
        using var cqt = new ConstantQ(Options with { AtomRule = rule, Output = kind, Trainable = trainable }).to(ScalarType.Float64);

        GradientCheck.Passes(cqt.call, zeros([40], dtype: ScalarType.Float64));
    }

    [Theory]
    [InlineData(ScalarType.Float32, false)]
    [InlineData(ScalarType.Float32, true)]
    [InlineData(ScalarType.Float64, false)]
    [InlineData(ScalarType.Float64, true)]
    public void Silence_behind_a_sound_gets_no_more_gradient_than_the_sound(ScalarType type, bool trainable)
    {
        // A logarithm multiplies the gradient at silence by 10,000, whichever way the noise of the computation points there.
        using var cqt = new ConstantQ(Options with { Trainable = trainable, Compression = new LogOnePlus(10_000) }).to(type);
        using var waveform = zeros([4000], dtype: type);
        waveform.narrow(0, 0, 1000).copy_(tensor(TestSignals.Noise(1000, seed: 3)).mul(0.3));
        waveform.requires_grad = true;

        cqt.call(waveform).sum().backward();

        var gradient = waveform.grad!.abs();
        Assert.True(gradient.narrow(0, 0, 1000).max().to(ScalarType.Float64).item<double>() > 0.01);
        var silent = gradient.narrow(0, 1200, 2800).max().to(ScalarType.Float64).item<double>();
        Assert.True(silent < 1e-6 * gradient.max().to(ScalarType.Float64).item<double>(), $"The silence has a gradient of {silent}.");
    }

    [Theory]
    [InlineData(AtomRule.Exact, SpectrumKind.Magnitude)]
    [InlineData(AtomRule.Librosa, SpectrumKind.Complex)]
    public void Gradient_of_trained_atoms_agrees_with_central_differences(AtomRule rule, SpectrumKind kind)
    {
        using var cqt = new ConstantQ(Options with { AtomRule = rule, Output = kind, Trainable = true }).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Noise(2 * 70, seed: 2), [2, 70]);

        GradientCheck.Passes(() => cqt.call(waveform), cqt.parameters().Single());
    }

    [Fact]
    public void Gradient_of_compressed_harmonics_agrees_with_central_differences()
    {
        using var hcqt = new HarmonicConstantQ(new()
        {
            SampleRate = 8_000,
            MinFrequency = 900,
            Bins = 4,
            BinsPerOctave = 5,
            HopLength = 16,
            Harmonics = [0.5, 1, 2],
            Compression = new LogOnePlus(10),
        }).to(ScalarType.Float64);

        GradientCheck.Passes(hcqt.call, tensor(TestSignals.Probe(50)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-30)]
    [InlineData(1e-25)]
    [InlineData(1e-20)]
    public void Magnitude_has_a_finite_gradient_however_soft_the_signal(double amplitude)
    {
        using var cqt = new ConstantQ(Options);
        using var waveform = tensor(TestSignals.Noise(500, seed: 6, amplitude), dtype: ScalarType.Float32).requires_grad_();
        using var sum = cqt.call(waveform).sum();
        sum.backward();

        Assert.All(TensorAssert.Values(waveform.grad!), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void A_step_of_training_moves_the_atoms()
    {
        using var cqt = new ConstantQ(Options with { Trainable = true });
        using var waveform = tensor(TestSignals.Noise(300, seed: 6), dtype: ScalarType.Float32);
        using var optimizer = optim.SGD(cqt.parameters(), 1e-4);
        using var before = cqt.call(waveform).sum();
        before.backward();
        optimizer.step();

        using var after = cqt.call(waveform).sum();

        Assert.True(after.item<float>() < before.item<float>());
    }
}
