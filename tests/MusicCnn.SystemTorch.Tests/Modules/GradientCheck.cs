using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

/// <summary>Holds gradients to central differences in float64.</summary>
internal static class GradientCheck
{
    /// <summary>Truncation is about 1e-12; the rounding of a loss of a hundred terms, 1e-14, makes an error of 1e-8.</summary>
    private const double Step = 1e-6;

    /// <summary>Five times that error, relative to the largest derivative if that is above one.</summary>
    private const double Tolerance = 5e-8;

    /// <summary>Checks the derivatives of a weighted sum of <paramref name="output"/> with respect to each leaf.</summary>
    internal static void Holds(Func<Tensor> output, params Tensor[] leaves)
    {
        double[][] analytic;
        using (NewDisposeScope())
        {
            foreach (var leaf in leaves)
                leaf.requires_grad_(true).grad = null;
            Loss(output).backward();
            analytic = [.. leaves.Select(leaf => Expect.Values(leaf.grad!))];
        }

        for (var i = 0; i < leaves.Length; i++)
        {
            var numeric = Differences(output, leaves[i]);
            var scale = Math.Max(1, numeric.Max(Math.Abs));
            for (var j = 0; j < numeric.Length; j++)
                Assert.True(Math.Abs(numeric[j] - analytic[i][j]) <= Tolerance * scale,
                    $"Derivative {j} by leaf {i} should be {numeric[j]:R}, but is {analytic[i][j]:R}.");
        }
    }

    private static double[] Differences(Func<Tensor> output, Tensor leaf)
    {
        using var noGrad = no_grad();
        var values = Expect.Values(leaf);
        var result = new double[values.Length];
        for (var j = 0; j < values.Length; j++)
        {
            var centre = values[j];
            result[j] = (With(j, centre + Step) - With(j, centre - Step)) / (2 * Step);
            With(j, centre);
        }
        return result;

        double With(int element, double value)
        {
            using var scope = NewDisposeScope();
            values[element] = value;
            leaf.copy_(tensor(values, leaf.shape));
            return Loss(output).item<double>();
        }
    }

    // Weights that differ from element to element, so that no error cancels.
    private static Tensor Loss(Func<Tensor> output)
    {
        var value = output();
        return (value * Expect.Wave(value.shape, 0.5)).sum();
    }
}
