using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Kernels;

/// <summary>Holds the fused gradient of float32 to the gradient that the graph of tensor operations gives in float64.</summary>
public class FusedGradientTests
{
    public static TheoryData<int, int, FramePlacement, EdgePadding, int> Cases => new()
    {
        // FFT size, hop, placement, padding, samples: several tasks a signal, gaps between frames, samples left over, more padding than signal.
        { 512, 256, FramePlacement.Centered, EdgePadding.Reflect, 40_000 },
        { 512, 100, FramePlacement.Centered, EdgePadding.Zero, 300 },
        { 512, 256, FramePlacement.CenteredPastEnd, EdgePadding.Replicate, 2600 },
        { 512, 128, FramePlacement.CenteredPastEnd, EdgePadding.Reflect, 3 },
        { 441, 7, FramePlacement.Inside, EdgePadding.Zero, 600 },
        { 64, 200, FramePlacement.Centered, EdgePadding.Reflect, 1111 },
        { 64, 300, FramePlacement.Centered, EdgePadding.Reflect, 2000 },
        { 400, 399, FramePlacement.Centered, EdgePadding.Reflect, 9000 },
        { 1, 1, FramePlacement.Centered, EdgePadding.Reflect, 20 },
        { 2, 1, FramePlacement.Inside, EdgePadding.Reflect, 20 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_of_spectra_is_that_of_double_precision(int size, int hop, FramePlacement placement, EdgePadding padding, int samples)
    {
        foreach (var kind in new[] { SpectrumKind.Magnitude, SpectrumKind.Power })
        {
            using var stft = new Stft(new()
            {
                SampleRate = 8000,
                FftSize = size,
                HopLength = hop,
                Placement = placement,
                EdgePadding = padding,
                Output = kind,
                Window = Window.Hamming,
            });
            using var waveform = tensor(TestSignals.Noise(3 * samples, seed: 2), [3, samples], dtype: ScalarType.Float32);

            var single = Gradients(stft, waveform);
            stft.to(ScalarType.Float64);
            var exact = Gradients(stft, waveform.to(ScalarType.Float64));

            TensorAssert.CloseToPeak(TensorAssert.Values(exact[0]), single[0], Tolerance.Float32Gradient);
        }
    }

    [Theory]
    [InlineData(false, SpectrumKind.Power)]
    [InlineData(false, SpectrumKind.Magnitude)]
    [InlineData(true, SpectrumKind.Power)]
    [InlineData(true, SpectrumKind.Magnitude)]
    public void Gradients_of_waveform_and_trained_filters_are_those_of_double_precision(bool trainable, SpectrumKind kind)
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Trainable = trainable, Spectrum = kind });
        using var waveform = tensor(TestSignals.Probe(2 * 20_000), [2, 20_000], dtype: ScalarType.Float32);

        var single = Gradients(mel, waveform);
        mel.to(ScalarType.Float64);
        var exact = Gradients(mel, waveform.to(ScalarType.Float64));

        Assert.Equal(trainable ? 2 : 1, single.Count);
        for (var i = 0; i < single.Count; i++)
            TensorAssert.CloseToPeak(TensorAssert.Values(exact[i]), single[i], Tolerance.Float32Gradient);
    }

    [Fact]
    public void Filters_are_trained_where_the_waveform_needs_no_gradient()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Trainable = true });
        using var waveform = tensor(TestSignals.Probe(5000), dtype: ScalarType.Float32);
        var both = Gradients(mel, waveform);

        mel.call(waveform).backward([Weights(mel.FrameCount(5000), ScalarType.Float32)]);

        TensorAssert.Close(TensorAssert.Values(both[1]), mel.parameters().Single().grad!, 0);
        Assert.Null(waveform.grad);
    }

    [Fact]
    public void Gradient_of_a_gradient_is_that_of_double_precision()
    {
        // A mild logarithm of noise: the curvature of musicnn's between tones is so large that float32 itself would be measured.
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Trainable = true, Compression = new LogOnePlus(1) });
        using var waveform = tensor(TestSignals.Noise(3000, seed: 3), dtype: ScalarType.Float32);

        var single = Penalty(mel, waveform);
        mel.to(ScalarType.Float64);
        var exact = Penalty(mel, waveform.to(ScalarType.Float64));

        for (var i = 0; i < single.Count; i++)
            TensorAssert.CloseToPeak(TensorAssert.Values(exact[i]), single[i], Tolerance.Float32Gradient);
    }

    [Fact]
    public void Image_has_the_same_bits_with_a_graph_and_without()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Compression = Compression.None });
        using var waveform = tensor(TestSignals.Noise(9000, seed: 8), dtype: ScalarType.Float32);

        TensorAssert.Close(TensorAssert.Values(mel.call(waveform)), mel.call(waveform.clone().requires_grad_()), 0);
    }

    [Fact]
    public void Graph_may_be_followed_twice_and_gives_the_same_gradient()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var waveform = tensor(TestSignals.Noise(3000, seed: 8), dtype: ScalarType.Float32).requires_grad_();
        using var loss = mel.call(waveform).sum();

        using var first = autograd.grad([loss], [waveform], retain_graph: true)[0];
        using var second = autograd.grad([loss], [waveform])[0];

        TensorAssert.Close(TensorAssert.Values(first), second, 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_step_in_a_dispose_scope_leaves_no_tensor(bool twice)
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Trainable = true });
        using var waveform = tensor(TestSignals.Noise(3000, seed: 8), dtype: ScalarType.Float32);

        Assert.Equal(0, LiveTensors.ChangeBy(() =>
        {
            using var scope = NewDisposeScope();
            _ = twice ? Penalty(mel, waveform) : Gradients(mel, waveform);
        }));
    }

    /// <summary>Returns the gradients of a weighted sum of the image with respect to the waveform and the parameters.</summary>
    private static IList<Tensor> Gradients(nn.Module<Tensor, Tensor> frontEnd, Tensor waveform)
    {
        using var variable = waveform.detach().clone().requires_grad_();
        using var image = frontEnd.call(variable);
        using var weights = tensor(TestSignals.Noise((int)image.numel(), seed: 9), image.shape, dtype: image.dtype);
        return autograd.grad([image], [variable, .. frontEnd.parameters()], [weights]);
    }

    /// <summary>Returns the gradients of the squared length of the waveform's gradient.</summary>
    private static IList<Tensor> Penalty(MelSpectrogram mel, Tensor waveform)
    {
        using var variable = waveform.detach().clone().requires_grad_();
        using var image = mel.call(variable);
        var gradient = autograd.grad([image], [variable], [Weights(image.shape[^1], image.dtype)], retain_graph: true, create_graph: true)[0];
        return autograd.grad([gradient.square().sum()], [variable, .. mel.parameters()]);
    }

    private static Tensor Weights(long frames, ScalarType type) =>
        tensor(TestSignals.Noise(96 * (int)frames, seed: 9), [1, 96, frames], dtype: type);
}
