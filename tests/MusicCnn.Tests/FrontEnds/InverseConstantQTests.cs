using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class InverseConstantQTests
{
    private const int Rate = 22_050;
    private const int Samples = Rate;

    private static readonly ConstantQOptions Options = new()
    {
        SampleRate = Rate,
        MinFrequency = 220,
        BinsPerOctave = 36,
        Bins = 144,
        HopLength = 128,
        Output = SpectrumKind.Complex,
    };

    [Theory]
    [InlineData(ScalarType.Float32, AtomRule.Exact, null)]
    [InlineData(ScalarType.Float64, AtomRule.Exact, null)]
    [InlineData(ScalarType.Float32, AtomRule.Librosa, null)]
    [InlineData(ScalarType.Float32, AtomRule.NnAudio, AtomNormalization.Length)]
    public void Tones_within_the_range_come_back_at_forty_decibels(ScalarType type, AtomRule rule, AtomNormalization? normalization)
    {
        var options = Options with { AtomRule = rule, Normalization = normalization };
        using var cqt = new ConstantQ(options).to(type);
        using var inverse = new InverseConstantQ(options).to(type);

        // From two semitones above the lowest center to two below the highest, cut off at both ends.
        var (low, high) = (220 * Math.Pow(2, 2 / 12.0), 220 * Math.Pow(2, (143 / 36.0) - (2 / 12.0)));
        var tones = Enumerable.Range(0, 7).Select(i => TestSignals.Sine(Samples, low * Math.Pow(high / low, i / 6.0), Rate, 0.14, i)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y).ToArray());

        Assert.InRange(SignalToNoise(cqt, inverse, tensor(tones).to(type)), 40, 200);
    }

    [Fact]
    public void Noise_within_the_range_comes_back_at_fifty_decibels()
    {
        using var cqt = new ConstantQ(Options);
        using var inverse = new InverseConstantQ(Options);

        Assert.InRange(SignalToNoise(cqt, inverse, BandNoise().to(ScalarType.Float32)), 50, 200);
    }

    [Fact]
    public void Variable_q_comes_back_too()
    {
        var options = new VariableQOptions
        {
            SampleRate = Rate,
            MinFrequency = 220,
            BinsPerOctave = 36,
            Bins = 144,
            HopLength = 128,
            Output = SpectrumKind.Complex,
        };
        using var vqt = new VariableQ(options);
        using var inverse = new InverseConstantQ(options);

        Assert.InRange(SignalToNoise(vqt, inverse, BandNoise().to(ScalarType.Float32)), 40, 200);
    }

    [Fact]
    public void The_result_says_how_near_it_came()
    {
        using var cqt = new ConstantQ(Options);
        using var transform = cqt.call(BandNoise().to(ScalarType.Float32));

        var (rough, few, residual) = new InverseConstantQ(Options, new() { RelativeResidual = 1e-2 }).Invert(transform, Samples);
        var (fine, many, smallResidual) = new InverseConstantQ(Options, new() { RelativeResidual = 1e-5 }).Invert(transform, Samples);
        var (_, stopped, left) = new InverseConstantQ(Options, new() { RelativeResidual = 1e-9, MaxIterations = 2 }).Invert(transform, Samples);

        Assert.InRange(few, 1, many - 1);
        Assert.InRange(residual, 1e-5, 1e-2);
        Assert.InRange(smallResidual, 0, 1e-5);
        Assert.Equal(2, stopped);
        Assert.InRange(left, 1e-9, 1);
        TensorAssert.Shape([1, Samples], rough);
        Assert.NotEqual(TensorAssert.Values(rough), TensorAssert.Values(fine));
    }

    [Fact]
    public void A_batch_equals_its_signals_one_by_one()
    {
        var options = Options with { MinFrequency = 880, Bins = 60 };
        using var cqt = new ConstantQ(options).to(ScalarType.Float64);
        using var inverse = new InverseConstantQ(options).to(ScalarType.Float64);
        using var batch = stack([tensor(TestSignals.Noise(4_000, seed: 1)), zeros([4_000], dtype: ScalarType.Float64), tensor(TestSignals.Sine(4_000, 2_000, Rate))]);
        using var transform = cqt.call(batch);

        using var together = inverse.Invert(transform, 4_000).Signal;

        // A signal that is done stays as it is while the others go on.
        for (var n = 0; n < 3; n++)
            TensorAssert.Close(TensorAssert.Values(inverse.Invert(transform.narrow(0, n, 1), 4_000).Signal), together.narrow(0, n, 1), 1e-9);
        Assert.All(TensorAssert.Values(together[1]), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(new long[] { 60, 9 }, new long[] { 1024 })]
    [InlineData(new long[] { 2, 60, 9 }, new long[] { 2, 1024 })]
    [InlineData(new long[] { 2, 3, 60, 9 }, new long[] { 2, 3, 1024 })]
    public void Signal_has_the_length_that_the_frames_cover(long[] transform, long[] signal)
    {
        using var inverse = new InverseConstantQ(Options with { MinFrequency = 880, Bins = 60 });
        using var result = inverse.call(zeros(transform, dtype: ScalarType.ComplexFloat32));

        TensorAssert.Shape(signal, result);
    }

    [Fact]
    public void Wrong_transforms_are_errors_that_say_what_was_expected()
    {
        using var inverse = new InverseConstantQ(Options);

        Assert.Equal(
            "Expected a complex transform [frequency=144, time], with up to two axes in front, but got [84, 9]. (Parameter 'transform')",
            Assert.Throws<ArgumentException>(() => inverse.call(zeros([84, 9], dtype: ScalarType.ComplexFloat32))).Message);
        Assert.Contains(
            "The transform must be ComplexFloat32, because the module is Float32, but was Float32.",
            Assert.Throws<ArgumentException>(() => inverse.call(zeros(144, 9))).Message);
        Assert.Contains(
            "A signal of 5000 samples has 40 frames at a hop of 128 samples, but the transform has 9. Give a length from 1024 to 1151.",
            Assert.Throws<ArgumentException>(() => inverse.Invert(zeros([144, 9], dtype: ScalarType.ComplexFloat32), 5_000)).Message);
        Assert.Contains(
            "A single frame covers no sample of its own. Give the length",
            Assert.Throws<ArgumentException>(() => inverse.call(zeros([144, 1], dtype: ScalarType.ComplexFloat32))).Message);
        Assert.Contains(
            "real part of the transform must be finite",
            Assert.Throws<ArgumentException>(() => inverse.call(full([144, 9], float.NaN, dtype: ScalarType.ComplexFloat32))).Message);
    }

    [Fact]
    public void What_cannot_be_inverted_is_an_error()
    {
        Assert.Contains(
            "Only a complex transform can be inverted, but Output was Magnitude.",
            Assert.Throws<ArgumentException>(() => new InverseConstantQ(Options with { Output = SpectrumKind.Magnitude })).Message);
        Assert.Contains(
            "Only fixed atoms can be inverted, but Trainable was true.",
            Assert.Throws<ArgumentException>(() => new InverseConstantQ(Options with { Trainable = true })).Message);
    }

    /// <summary>Returns the ratio half a longest atom away from both ends, in decibels.</summary>
    private static double SignalToNoise(nn.Module<Tensor, Tensor> transform, nn.Module<Tensor, Tensor> inverse, Tensor signal)
    {
        using var scope = NewDisposeScope();
        var back = ((InverseConstantQ)inverse).Invert(transform.call(signal), Samples).Signal[0];
        var edge = (int)(51.95 * Rate / 220 / 2) + 1;
        var (expected, actual) = (signal.narrow(0, edge, Samples - (2 * edge)), back.narrow(0, edge, Samples - (2 * edge)));
        return 10 * (expected.square().sum() / (expected - actual).square().sum()).log10().to(ScalarType.Float64).item<double>();
    }

    /// <summary>Returns noise between two semitones above the lowest center and two below the highest, cut off at both ends.</summary>
    private static Tensor BandNoise()
    {
        using var scope = NewDisposeScope();
        var (low, high) = (220 * Math.Pow(2, 2 / 12.0), 220 * Math.Pow(2, (143 / 36.0) - (2 / 12.0)));
        var noise = TestSignals.Noise(2 * ((Samples / 2) + 1), seed: 4);
        for (var bin = 0; bin <= Samples / 2; bin++)
        {
            var frequency = (double)bin * Rate / Samples;
            if (frequency < low || frequency > high)
                (noise[2 * bin], noise[(2 * bin) + 1]) = (0, 0);
        }

        var signal = fft.irfft(view_as_complex(tensor(noise, [(Samples / 2) + 1, 2]).clone()), Samples);
        return (signal / signal.abs().max()).MoveToOuterDisposeScope();
    }
}
