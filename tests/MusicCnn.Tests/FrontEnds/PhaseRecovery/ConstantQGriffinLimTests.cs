using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.PhaseRecovery;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.PhaseRecovery;

public class ConstantQGriffinLimTests
{
    /// <summary>What 32 iterations reach on a second of the arpeggio, with some margin: 0.051.</summary>
    private const double ArpeggioConvergence = 0.06;

    /// <summary>From A2 to 7 kHz, closely enough to come back.</summary>
    private static readonly ConstantQOptions Transform = new()
    {
        SampleRate = PhaseRecoverySignals.Rate,
        MinFrequency = 110,
        BinsPerOctave = 24,
        Bins = 144,
        HopLength = 128,
        Output = SpectrumKind.Magnitude,
    };

    private static readonly ConstantQOptions Small = new()
    {
        SampleRate = 8000,
        MinFrequency = 440,
        Bins = 24,
        HopLength = 32,
        Output = SpectrumKind.Magnitude,
    };

    [Fact]
    public void Arpeggio_comes_nearer_with_every_iteration()
    {
        using var scope = NewDisposeScope();
        using var cqt = new ConstantQ(Transform);
        var clip = PhaseRecoverySignals.Arpeggio(TimeSpan.FromSeconds(1));
        var magnitude = cqt.call(PhaseRecoverySignals.Samples(clip));

        var result = new ConstantQGriffinLim(new() { Transform = Transform, Length = clip.Length }).Recover(magnitude);

        var course = result.SpectralConvergence[0];
        Assert.Equal(33, course.Count);
        Assert.All(course.Zip(course.Skip(1)), pair => Assert.True(pair.Second < pair.First));
        Assert.InRange(course[^1], 0, ArpeggioConvergence);

        // What is told is what the signal has.
        var own = cqt.call(result.Waveform.squeeze(0));
        var convergence = (own.squeeze(0) - magnitude).norm() / magnitude.norm();
        Assert.Equal(course[^1], convergence.item<float>(), 1e-5);
    }

    [Fact]
    public void Power_float64_and_another_batch_give_the_same_signal()
    {
        using var scope = NewDisposeScope();
        using var cqt = new ConstantQ(Small).to(ScalarType.Float64);
        var magnitude = cqt.call(stack([tensor(TestSignals.Probe(2000)), tensor(TestSignals.Noise(2000, seed: 3))]));
        var options = new ConstantQGriffinLimOptions { Transform = Small, Iterations = 3, Seed = 5, Length = 2000 };
        var recovery = new ConstantQGriffinLim(options);

        var both = recovery.Recover(magnitude);
        var again = recovery.Recover(magnitude);
        var first = recovery.Recover(magnitude[0]);
        var single = recovery.Recover(magnitude.to(ScalarType.Float32));
        var power = new ConstantQGriffinLim(options with { Transform = Small with { Output = SpectrumKind.Power } }).Recover(magnitude.square());

        TensorAssert.Shape([2, 1, 2000], both.Waveform);
        TensorAssert.Shape([1, 2000], first.Waveform);
        TensorAssert.Close(both.Waveform, again.Waveform, 0);
        TensorAssert.Close(both.Waveform[0], first.Waveform, 1e-9);
        TensorAssert.Close(both.Waveform, power.Waveform, 1e-9);
        // Float32 rounds each transform, and the angles of its faintest values with it.
        TensorAssert.Close(both.Waveform, single.Waveform.to(ScalarType.Float64), 1e-3);
        Assert.Equal(2, both.SpectralConvergence.Count);
    }

    [Fact]
    public void Recovery_leaves_one_tensor_and_no_graph()
    {
        using var magnitude = ones([24, 9], requires_grad: true);
        var recovery = new ConstantQGriffinLim(new() { Transform = Small, Iterations = 1 });
        PhaseRecoveryResult? result = null;
        recovery.Recover(magnitude).Waveform.Dispose();

        Assert.Equal(1, LiveTensors.ChangeBy(() => result = recovery.Recover(magnitude)));
        TensorAssert.Shape([8 * 32], result!.Waveform);
        Assert.False(result.Waveform.requires_grad);
        result.Waveform.Dispose();
    }

    [Fact]
    public void Wrong_images_and_settings_are_errors()
    {
        var recovery = new ConstantQGriffinLim(new() { Transform = Small, Length = 500 });
        Assert.Contains("Expected a spectrogram [frequency=24, time]", Assert.Throws<ArgumentException>(() => recovery.Recover(ones([25, 4]))).Message);
        Assert.Contains(
            "A signal of 500 samples has 16 frames, but the spectrogram has 4. Set Length to that of the signal, 96 to 127 samples.",
            Assert.Throws<ArgumentException>(() => recovery.Recover(ones([24, 4]))).Message);
        Assert.Contains(
            "Set Length.",
            Assert.Throws<ArgumentException>(() => new ConstantQGriffinLim(new() { Transform = Small }).Recover(ones([24, 1]))).Message);
        Assert.Contains("from phases alone", Refusal(Small with { Output = SpectrumKind.Phase }));
        Assert.Contains("Set Trainable to false", Refusal(Small with { Trainable = true }));
        Assert.Contains("undo the compression", Refusal(Small with { Compression = new Decibels() }));
        Assert.Throws<ArgumentNullException>(() => new ConstantQGriffinLim(null!));
        Assert.Equal("ConstantQGriffinLim(8000 Hz, hop 32 samples, 24 bins, 32 iterations, momentum 0.99)", recovery.ToString());

        static string Refusal(ConstantQOptions transform) =>
            Assert.Throws<ArgumentException>(() => new ConstantQGriffinLim(new() { Transform = transform })).Message;
    }
}
