using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class GradientTests
{
    [Fact]
    public void Linear()
    {
        using var scope = NewDisposeScope();
        var (x, w, b) = (Expect.Wave([3, 4]), Expect.Wave([2, 4], 1), Expect.Wave([2], 2));

        GradientCheck.Holds(() => F.linear(x, w, b), x, w, b);
    }

    [Fact]
    public void Conv1d()
    {
        using var scope = NewDisposeScope();
        var (x, w, b) = (Expect.Wave([2, 2, 7]), Expect.Wave([3, 2, 3], 1), Expect.Wave([3], 2));

        GradientCheck.Holds(() => F.conv1d(x, w, b, stride: 2, padding: 1), x, w, b);
    }

    [Fact]
    public void Conv2d()
    {
        using var scope = NewDisposeScope();
        var (x, w, b) = (Expect.Wave([2, 2, 5, 4]), Expect.Wave([2, 2, 3, 2], 1), Expect.Wave([2], 2));

        GradientCheck.Holds(() => F.conv2d(x, w, b, padding: [1, 0], dilation: [2, 1]), x, w, b);
        GradientCheck.Holds(() => F.conv2d_padding(x, w, b, padding: Padding.Same), x, w, b);
    }

    [Fact]
    public void Transposed_convolution()
    {
        using var scope = NewDisposeScope();
        var (x, w, b) = (Expect.Wave([2, 2, 4]), Expect.Wave([2, 3, 3], 1), Expect.Wave([3], 2));

        GradientCheck.Holds(() => F.conv_transpose1d(x, w, b, stride: 2), x, w, b);
    }

    [Fact]
    public void Batch_norm_in_training()
    {
        using var scope = NewDisposeScope();
        var (x, w, b) = (Expect.Wave([3, 2, 4]), Expect.Wave([2], 1), Expect.Wave([2], 2));
        var (mean, variance) = (zeros([2], dtype: ScalarType.Float64), ones([2], dtype: ScalarType.Float64));

        GradientCheck.Holds(() => F.batch_norm(x, mean, variance, w, b, training: true), x, w, b);
    }

    [Fact]
    public void Layer_norm()
    {
        using var scope = NewDisposeScope();
        var (x, w, b) = (Expect.Wave([3, 4]), Expect.Wave([4], 1), Expect.Wave([4], 2));

        GradientCheck.Holds(() => F.layer_norm(x, [4], w, b), x, w, b);
    }

    [Fact]
    public void Activations_and_softmax()
    {
        using var scope = NewDisposeScope();
        var x = Expect.Wave([3, 4]);

        GradientCheck.Holds(() => F.elu(x, 1.2), x);
        GradientCheck.Holds(() => F.gelu(x), x);
        GradientCheck.Holds(() => F.silu(x), x);
        GradientCheck.Holds(() => F.log_softmax(x, 1), x);
        GradientCheck.Holds(() => F.softmax(x, 0), x);
    }

    [Fact]
    public void Pools_and_padding()
    {
        using var scope = NewDisposeScope();
        var x = Expect.Wave([1, 2, 5, 6]);

        GradientCheck.Holds(() => F.max_pool2d(x, (2, 3)), x);
        GradientCheck.Holds(() => F.avg_pool2d(x, (2, 3), stride: (1, 2)), x);
        GradientCheck.Holds(() => F.adaptive_avg_pool2d(x, (2, 4)), x);
        GradientCheck.Holds(() => F.adaptive_max_pool2d(x, [2, 2]), x);
        GradientCheck.Holds(() => F.pad(x, (2, 1, 1, 2), PaddingModes.Reflect), x);
        GradientCheck.Holds(() => F.unfold(x, (2, 2)), x);
        GradientCheck.Holds(() => F.interpolate(x, size: [7, 9], mode: InterpolationMode.Bilinear), x);
        GradientCheck.Holds(() => F.normalize(x), x);
    }

    [Fact]
    public void Losses()
    {
        using var scope = NewDisposeScope();
        var (x, target) = (Expect.Wave([4, 3]), Expect.Wave([4, 3], 1).abs());
        var classes = tensor(new long[] { 0, 2, 1, 2 });

        GradientCheck.Holds(() => F.cross_entropy(x, classes, label_smoothing: 0.1), x);
        GradientCheck.Holds(() => F.mse_loss(x, target), x);
        GradientCheck.Holds(() => F.binary_cross_entropy_with_logits(x, target), x);
    }

    [Fact]
    public void Lstm_by_its_input_and_every_weight()
    {
        using var scope = NewDisposeScope();
        using var lstm = nn.LSTM(2, 2, numLayers: 2, dtype: ScalarType.Float64);
        var x = Expect.Wave([3, 2, 2]);

        GradientCheck.Holds(() => lstm.call(x).Item1, [x, .. lstm.parameters()]);
    }

    [Fact]
    public void Gru_by_its_input_its_state_and_every_weight()
    {
        using var scope = NewDisposeScope();
        using var gru = nn.GRU(2, 3, dtype: ScalarType.Float64);
        var (x, h) = (Expect.Wave([3, 2, 2]), Expect.Wave([1, 2, 3], 1));

        GradientCheck.Holds(() => gru.call(x, h).Item1, [x, h, .. gru.parameters()]);
    }
}
