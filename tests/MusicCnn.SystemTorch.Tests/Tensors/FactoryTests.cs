using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Tensors;

public class FactoryTests
{
    [Fact]
    public void Element_types_follow_the_arguments()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Float64, tensor([1.0, 2.0]).dtype);
        Assert.Equal(ScalarType.Float32, tensor(1f).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Int64, tensor(1L).dtype);
        Assert.Equal(ScalarType.Bool, tensor(true).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(ScalarType.Float32, full([2], 1.0).dtype);
        Assert.Equal(ScalarType.Int64, full([2], 1).dtype);
        Assert.Equal(ScalarType.Float32, linspace(0, 1, 5).dtype);
        Assert.Equal(ScalarType.Int64, randint(5, [3]).dtype);
        Assert.Equal(ScalarType.ComplexFloat64, tensor(new System.Numerics.Complex(1, 2)).dtype);
    }

    [Fact]
    public void A_tensor_copies_its_array_and_from_array_shares_it()
    {
        using var scope = NewDisposeScope();
        float[] copied = [1, 2, 3], shared = [1, 2, 3];

        tensor(copied).add_(1);
        from_array(shared).add_(1);

        Assert.Equal([1f, 2f, 3f], copied);
        Assert.Equal([2f, 3f, 4f], shared);
    }

    [Fact]
    public void A_shared_array_stays_pinned_until_its_last_tensor_is_gone()
    {
        using var scope = NewDisposeScope();
        var shared = from_array(new double[1000]);
        var view = shared.narrow(0, 10, 5);
        shared.Dispose();

        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _ = new double[1000];
        }

        view.fill_(7);
        Assert.Equal(35.0, view.sum().item<double>());
    }

    [Fact]
    public void Shapes_and_values_are_as_asked()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([2L, 3L, 4L], zeros(2, 3, 4).shape);
        Assert.Equal(6f, ones(2, 3).sum().item<float>());
        Assert.Equal([0L, 2L, 4L], arange(0, 6, 2).data<long>().ToArray());
        Assert.Equal([0f, 0.5f, 1f], linspace(0, 1, 3).data<float>().ToArray());
        Assert.Equal([1f, 10f, 100f], logspace(0, 2, 3).data<float>().ToArray());
        Assert.Equal(3f, eye(3).trace().item<float>());
        Assert.Equal([3L, 4L], tensor(new double[3, 4]).shape);
        Assert.Equal(new[] { 0.0, 1, 2, 3, 4 }, randperm(5).sort().Values.data<long>().ToArray().Select(i => (double)i));
        Assert.True(rand(4, requires_grad: true).requires_grad);
    }

    [Fact]
    public void More_elements_than_the_array_has_are_refused() =>
        Assert.Throws<ArgumentException>(() => tensor(new float[5], [2, 3]));

    [Fact]
    public void Periodic_Hann_window_is_a_raised_cosine()
    {
        using var window = hann_window(8, dtype: float64);

        var expected = Enumerable.Range(0, 8).Select(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / 8));

        Assert.All(expected.Zip(window.data<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }
}
