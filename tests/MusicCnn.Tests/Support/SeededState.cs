using static TorchSharp.torch;

namespace MusicCnn.Tests.Support;

/// <summary>Fills everything that a network has learned, so that no scale is 1, no offset 0 and no statistic that of untrained noise.</summary>
internal static class SeededState
{
    /// <summary>Draws weights, biases and running means in ±1/2, some scales thus below zero, and running variances from 1/2 to 3/2.</summary>
    public static void Draw(nn.Module module, int seed)
    {
        using var noGradient = no_grad();
        var random = new Random(seed);
        foreach (var (key, target) in module.state_dict())
        {
            if (!target.is_floating_point())
                continue;
            var low = key.EndsWith("running_var", StringComparison.Ordinal) ? 0.5 : -0.5;
            var values = new double[target.numel()];
            for (var i = 0; i < values.Length; i++)
                values[i] = low + random.NextDouble();
            using var drawn = tensor(values, target.shape);
            target.copy_(drawn);
        }
    }
}
