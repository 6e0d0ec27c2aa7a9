using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class ClippingTests
{
    [Fact]
    public void Gradients_are_scaled_together_to_the_norm()
    {
        using var a = WithGradient([3, 0]);
        using var b = WithGradient([4]);
        using var none = nn.Parameter(tensor(1.0));

        var norm = nn.utils.clip_grad_norm_([a, b, none], 1);

        Assert.Equal(5, norm, 12);
        Expect.Close([0.6, 0], a.grad!, 1e-6);
        Expect.Close([0.8], b.grad!, 1e-6);
    }

    [Fact]
    public void Small_gradients_stay_as_they_are()
    {
        using var a = WithGradient([3, 4]);

        Assert.Equal(5, nn.utils.clip_grad_norm_([a], 6), 12);
        Expect.Close([3, 4], a.grad!);
        Assert.Equal(0, nn.utils.clip_grad_norm_([nn.Parameter(tensor(1.0))], 1));
    }

    [Fact]
    public void Other_norms_are_possible()
    {
        using var a = WithGradient([3, -4]);
        using var b = WithGradient([1]);

        Assert.Equal(8, nn.utils.clip_grad_norm_([a, b], 100, norm_type: 1), 12);
        Assert.Equal(4, nn.utils.clip_grad_norm_([a, b], 100, double.PositiveInfinity), 12);
    }

    [Fact]
    public void Values_are_clipped_one_by_one()
    {
        using var a = WithGradient([3, -4, 0.5]);

        nn.utils.clip_grad_value_([a], 1);

        Expect.Close([1, -1, 0.5], a.grad!);
    }

    [Fact]
    public void Clipping_leaves_no_tensors_behind()
    {
        using var a = WithGradient([3, 4]);
        using var scope = NewDisposeScope();

        nn.utils.clip_grad_norm_([a], 1);
        nn.utils.clip_grad_value_([a], 1);

        Assert.Equal(0, scope.DisposablesCount);
    }

    private static Parameter WithGradient(double[] gradient)
    {
        var parameter = nn.Parameter(zeros(gradient.Length, dtype: ScalarType.Float64));
        (parameter * tensor(gradient)).sum().backward();
        return parameter;
    }
}
