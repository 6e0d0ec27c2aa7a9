using MusicCnn.Augmentation;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Fills weights that are never trained.</summary>
internal static class RandomWeights
{
    /// <summary>Fills a tensor with normally distributed numbers of mean 0 in the order of its memory, those beyond a limit drawn again.</summary>
    /// <param name="target">The tensor.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="deviation">The deviation before the limit.</param>
    /// <param name="limit">The limit, in deviations.</param>
    public static void Fill(Tensor target, ItemRandom random, double deviation, double limit = double.PositiveInfinity)
    {
        var values = new double[target.numel()];
        for (var i = 0; i < values.Length; i++)
        {
            double value;
            do
                value = random.Normal();
            while (Math.Abs(value) > limit);
            values[i] = deviation * value;
        }

        using var noGradient = no_grad();
        using var drawn = tensor(values, target.shape);
        target.copy_(drawn);
    }
}
