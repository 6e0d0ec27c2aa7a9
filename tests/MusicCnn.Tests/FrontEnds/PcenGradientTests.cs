using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class PcenGradientTests
{
    public static TheoryData<PcenOptions> Settings =>
    [
        PcenOptions.Leaf with { PerBand = true },
        PcenOptions.Librosa with { Trainable = true },
        PcenOptions.Librosa with { Trainable = true, Power = 0 },
        PcenOptions.Librosa with { Trainable = true, Bias = 0 },
        PcenOptions.Librosa with { Trainable = true, PerBand = true, NeighborBands = 2, Start = PcenStart.FirstFrame },
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Gradients_of_image_and_parameters_equal_central_differences(PcenOptions options)
    {
        // More frames than a block of the recursion, so that blocks and what they leave take part.
        using var pcen = new Pcen(options, bins: 2, frameRate: 20).to(ScalarType.Float64);
        using var image = tensor(TestSignals.Noise(2 * 2 * 70, seed: 4), [2, 2, 70]).abs().add(0.01);

        GradientCheck.Passes(pcen.call, image);
        foreach (var (_, parameter) in pcen.named_parameters())
            GradientCheck.Passes(() => pcen.call(image), parameter);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Gradients_are_finite_at_silence(PcenOptions options)
    {
        using var pcen = new Pcen(options, bins: 3, frameRate: 20);
        using var silence = zeros([1, 3, 130]).requires_grad_();

        pcen.call(silence).sum().backward();

        Assert.All(pcen.parameters().Append(silence), leaf => Assert.All(TensorAssert.Values(leaf.grad!), value => Assert.True(double.IsFinite(value))));
    }

    [Fact]
    public void Gradient_at_silence_is_the_slope_there()
    {
        using var pcen = new Pcen(PcenOptions.Librosa, bins: 1, frameRate: 40).to(ScalarType.Float64);
        using var silence = zeros([1, 1, 5], dtype: ScalarType.Float64).requires_grad_();

        // Forward differences: an image is not below zero. d out/d S = g r δ^(r − 1), and nothing through the level, which multiplies S = 0.
        using var sum = pcen.call(silence).sum();
        var gradient = TensorAssert.Values(autograd.grad([sum], [silence])[0]);
        for (var t = 0; t < 5; t++)
        {
            using var step = zeros([1, 1, 5], dtype: ScalarType.Float64);
            step[0, 0, t].fill_(1e-9);
            Assert.Equal(pcen.call(step).sum().item<double>() / 1e-9, gradient[t], 1e-5 * gradient[t]);
        }
    }

    [Fact]
    public void Training_lowers_a_loss_in_every_parameter()
    {
        using var pcen = new Pcen(PcenOptions.Leaf, bins: 2);
        using var image = tensor(TestSignals.Noise(2 * 90, seed: 9), [1, 2, 90], dtype: ScalarType.Float32).abs();
        using var aim = pcen.call(image * 3).detach();
        using var optimizer = optim.Adam(pcen.parameters(), 1e-2);
        var before = TensorAssert.Values(pcen.get_parameter("gain")!);
        double? first = null;
        var last = 0.0;
        for (var step = 0; step < 30; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = (pcen.call(image) - aim).square().mean();
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first ??= last;
        }

        Assert.True(last < first / 2, $"The loss went from {first} to {last}.");
        Assert.NotEqual(before, TensorAssert.Values(pcen.get_parameter("gain")!));
    }
}
