using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Tensors;

public class SmokeTests
{
    [Fact]
    public void Basics()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float32).reshape(2, 3);
        Assert.Equal([2L, 3L], x.shape);
        Assert.Equal(15f, x.sum().item<float>());
        Assert.Equal([3f, 4f, 5f], x[1].data<float>().ToArray());
        Assert.Equal([1f, 4f], x[TensorIndex.Colon, TensorIndex.Single(1)].data<float>().ToArray());
        var y = x * 2 + 1;
        Assert.Equal(11f, y.max().item<float>());
        var (values, indexes) = y.max(1);
        Assert.Equal([2L, 2L], indexes.data<long>().ToArray());
        Assert.Equal(2, values.numel());
        var w = randn(3, 4, requires_grad: true);
        x.matmul(w).square().sum().backward();
        Assert.Equal([3L, 4L], w.grad.shape);
        var error = Assert.Throws<ExternalException>(() => x.matmul(x));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied", error.Message);
        var s = stft(randn(1000), 256, 64, 256, hann_window(256), return_complex: true);
        Assert.Equal([129L, 16L], s.shape);
        var c = tensor(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } });
        Assert.Equal(float64, c.dtype);
        Assert.True((c[0, 1] == 2.0).item<bool>());
        Assert.Equal(4.0, cat([c, c], 0).size(0));
        var shared = new float[] { 1, 2, 3 };
        var t = from_array(shared);
        t.add_(1);
        Assert.Equal([2f, 3f, 4f], shared);
        var z = Doubling.apply(w)[0];
        Assert.NotNull(z);
        var pieces = w.split([1L, 3L], 1);
        Assert.Equal(2, pieces.Length);
    }

    public sealed class Doubling : autograd.MultiTensorFunction<Doubling>
    {
        public override string Name => "Doubling";

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars) => [((Tensor)vars[0]) * 2];

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs) => [grad_outputs[0] * 2];
    }
}
