using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Autograd;

public class GradientTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["add, multiply, divide"] = x => (x + 2) * x / (x + 3),
        ["exp"] = x => x.exp(),
        ["log"] = x => x.log(),
        ["log1p"] = x => x.log1p(),
        ["pow"] = x => x.pow(2.5),
        ["sqrt"] = x => x.sqrt(),
        ["sin, cos, tanh"] = x => x.sin() + x.cos() * x.tanh(),
        ["sigmoid"] = x => x.sigmoid(),
        ["clamp"] = x => x.clamp(0.8, 1.4),
        ["matmul"] = x => x.matmul(x.T),
        ["einsum"] = x => einsum("ij,kj->ik", x, x * 2),
        ["softmax"] = x => x.softmax(1),
        ["log_softmax"] = x => x.log_softmax(0),
        ["logsumexp"] = x => x.logsumexp(1),
        ["cumsum"] = x => x.cumsum(1),
        ["mean and variance"] = x => x.mean([0L]) + x.var(0),
        ["amax"] = x => x.amax([1]),
        ["norm"] = x => x.norm(1),
        ["gather"] = x => x.gather(1, tensor(new[,] { { 0L, 0L, 2L }, { 1L, 3L, 3L }, { 2L, 0L, 1L } })),
        ["index_select"] = x => x.index_select(0, tensor([2L, 0L, 2L])),
        ["slice and pad by cat"] = x => cat([x[.., 1..3], x[.., ..1]], 1),
        ["unfold"] = x => x.unfold(1, 2, 1),
        ["where"] = x => where(x > 1, x.square(), x * 3),
        ["complex abs"] = x => complex(x, x * 0.5 + 1).abs(),
        ["FFT power"] = x => fft.rfft(x).abs().square(),
        ["STFT magnitude"] = x => x.flatten().stft(8, 2, 8, hann_window(8, dtype: float64), center: false, return_complex: true).abs(),
        ["STFT and back"] = x => RoundTrip(x.flatten()),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_equals_the_central_difference(string name)
    {
        using var scope = NewDisposeScope();
        // Irregular numbers in [0.5, 2]: no ties for the maximum, no kink within a step, logarithms defined.
        var x = (arange(12, float64) * 0.731).sin().abs().mul(1.5).add(0.5).reshape(3, 4);

        Gradient.Check(Functions[name], x);
    }

    [Fact]
    public void A_wrong_gradient_is_found()
    {
        using var x = tensor(new[,] { { 1.0, 2.0 } });

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Gradient.Check(t => t.square() + t.detach(), x));
    }

    [Fact]
    public void Gradients_of_gradients_are_available()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0], requires_grad: true);

        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];

        Assert.Equal(12.0, first.item<double>(), 1e-12);
        Assert.Equal(12.0, second.item<double>(), 1e-12);
    }

    [Fact]
    public void Without_gradient_mode_nothing_is_recorded()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);

        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
        }
        using (inference_mode())
            Assert.False((x * 2).requires_grad);

        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
        Assert.False(x.detach().requires_grad);
    }

    [Fact]
    public void Gradients_accumulate_until_they_are_cleared()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);

        (x * 3).backward();
        (x * 4).backward();
        Assert.Equal(7f, x.grad!.item<float>());

        x.grad = null;
        Assert.Null(x.grad);
    }

    private static Tensor RoundTrip(Tensor signal)
    {
        var window = hann_window(8, dtype: float64);
        var spectrum = signal.stft(8, 2, 8, window, return_complex: true);
        return istft(spectrum, 8, 2, 8, window, length: signal.numel());
    }
}
