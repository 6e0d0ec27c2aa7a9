using System.Numerics;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Tensors;

public class OperatorTests
{
    private static double[] Values(Tensor tensor) => tensor.to(float64).data<double>().ToArray();

    [Fact]
    public void Arithmetic_with_numbers_on_either_side()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 4.0]);

        Assert.Equal([3.0, 4.0, 6.0], Values(x + 2));
        Assert.Equal([1.0, 0.0, -2.0], Values(2.0 - x));
        Assert.Equal([-1.0, 0.0, 2.0], Values(x - 2f));
        Assert.Equal([8.0, 4.0, 2.0], Values(8 / x));
        Assert.Equal([1.0, 0.0, 1.0], Values(tensor([1.0, 2.0, 4.0]) % 3 % 2));
        Assert.Equal([-1.0, -2.0, -4.0], Values(-x));
        Assert.Equal([0.0, 1.0, 2.0], Values(x.log2()));
        Assert.Equal([1.0, 4.0, 16.0], Values(x.pow(2)));
        Assert.Equal([0.0, 1.0, 2.0], Values(x.div(2, RoundingMode.floor)));
    }

    [Fact]
    public void Comparisons_and_logic_give_truth_values()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 4.0]);

        Assert.Equal([false, true, true], (x >= 2).data<bool>().ToArray());
        Assert.Equal([false, true, false], ((x > 1) & (x < 3)).data<bool>().ToArray());
        Assert.Equal([true, false, true], (~(x == 2.0)).data<bool>().ToArray());
        Assert.Equal([true, false, false], (2 > x).data<bool>().ToArray());
        Assert.True(x.allclose(x + 1e-9));
        Assert.False(x.Equals(x + 1));
    }

    [Fact]
    public void Reductions_over_some_or_all_dimensions()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, float64).reshape(2, 3);

        Assert.Equal([3.0, 5.0, 7.0], Values(x.sum(dim: 0)));
        Assert.Equal([1.0, 4.0], Values(x.mean([1L])));
        Assert.Equal([2L, 1L], x.amax([1], keepdim: true).shape);
        Assert.Equal([2L, 2L], x.argmax(1).data<long>().ToArray());
        Assert.Equal(Math.Sqrt(55), x.norm().item<double>(), 1e-14);
        Assert.Equal(Math.Sqrt(3.5), x.std().item<double>(), 1e-14);
        var (values, indexes) = x.topk(2, dim: 1);
        Assert.Equal([2.0, 1.0, 5.0, 4.0], Values(values));
        Assert.Equal([2L, 1L, 2L, 1L], indexes.data<long>().ToArray());
        Assert.True(x.softmax(1).sum(1).allclose(ones([2], float64)));
    }

    [Fact]
    public void Products_agree_with_their_definition()
    {
        using var scope = NewDisposeScope();
        var a = arange(6, float64).reshape(2, 3);
        var b = arange(12, float64).reshape(3, 4);

        var product = matmul(a, b);

        Assert.Equal([20.0, 23, 26, 29, 56, 68, 80, 92], Values(product));
        Assert.True(product.allclose(einsum("ij,jk->ik", a, b)));
        Assert.True(product.allclose(mm(a, b)));
        Assert.Equal([2L, 2L, 4L], bmm(stack([a, a]), stack([b, b])).shape);
    }

    [Fact]
    public void Complex_parts_views_and_conjugates()
    {
        using var scope = NewDisposeScope();
        var z = complex(tensor([3.0, 0.0]), tensor([4.0, -1.0]));

        Assert.Equal([5.0, 1.0], Values(z.abs()));
        Assert.Equal([3.0, 0.0], Values(z.real));
        Assert.Equal([4.0, -1.0], Values(z.imag));
        Assert.Equal(-Math.PI / 2, z.angle().data<double>()[1], 1e-15);
        Assert.Equal(new Complex(3, -4), z.conj().resolve_conj().data<Complex>()[0]);
        Assert.Equal([2L, 2L], z.view_as_real().shape);
        Assert.True(polar(z.abs(), z.angle()).allclose(z));
        Assert.Equal(new Complex(-7, 24), (z * z).data<Complex>()[0]);
    }

    [Fact]
    public void Shapes_follow_the_operation()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3, 4);

        Assert.Equal([4L, 2, 3], x.permute(2, 0, 1).shape);
        Assert.Equal([2L, 12], x.flatten(1).shape);
        Assert.Equal([2L, 3, 2, 2], x.unflatten(2, 2, 2).shape);
        Assert.Equal([2L, 3, 3, 2], x.unfold(2, 2, 1).shape);
        Assert.Equal([4L, 3, 2], x.transpose(0, 2).shape);
        Assert.Equal([1L, 2, 3, 4], x.unsqueeze(0).shape);
        Assert.Equal([5L, 2, 3, 4], x.expand(5, -1, -1, -1).shape);
        Assert.Equal([2L, 6, 4], x.repeat(1, 2, 1).shape);
        Assert.Equal([12L, 4, 1], x.stride());
    }
}
