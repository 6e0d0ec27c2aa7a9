using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Autograd;

/// <summary>Compares gradients with central differences in float64.</summary>
internal static class Gradient
{
    /// <summary>
    /// The step of a central difference that balances truncation (h² times a third derivative of order one) and
    /// rounding (2.2e-16 / h): both stay below 1e-9.
    /// </summary>
    private const double Step = 1e-5;

    /// <summary>A hundred times the error of the difference itself; a wrong factor or sign is off by far more.</summary>
    private const double Tolerance = 1e-7;

    public static void Check(Func<Tensor, Tensor> function, Tensor at)
    {
        using var scope = NewDisposeScope();
        var x = at.detach().clone().requires_grad_();
        using var probe = function(x);
        // Unequal weights, so that errors in single outputs cannot cancel.
        var weights = linspace(0.5, 1.5, probe.numel(), float64).reshape(probe.shape);

        Weighted(x).backward();
        var found = x.grad!.data<double>().ToArray();

        using var silence = no_grad();
        var point = x.detach().clone();
        var count = point.numel();
        for (var i = 0L; i < count; i++)
        {
            using var inner = NewDisposeScope();
            var flat = point.view(-1).data<double>();
            var original = flat[i];
            flat[i] = original + Step;
            var above = Weighted(point).item<double>();
            flat[i] = original - Step;
            var below = Weighted(point).item<double>();
            flat[i] = original;
            Assert.Equal((above - below) / (2 * Step), found[i], Tolerance * Math.Max(1, Math.Abs(found[i])));
        }

        Tensor Weighted(Tensor input) => (function(input) * weights).sum();
    }
}
