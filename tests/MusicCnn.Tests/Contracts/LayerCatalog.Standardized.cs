using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> Standardized()
    {
        yield return Standardized("each bin", StandardizeOver.EachBin, [2, 3, 5, 4]);
        yield return Standardized("all bins, without channels", StandardizeOver.AllBins, [2, 5, 4]);
    }

    private static LayerCase Standardized(string what, StandardizeOver over, long[] input) => new()
    {
        Name = $"Standardize, {what}",
        Module = typeof(Standardize),
        Build = () =>
        {
            var module = new Standardize(new() { Bins = 5, Over = over });
            using var image = tensor(Support.TestSignals.Noise(50, seed: 3), [5, 10]);
            module.Fit([image]);
            return module;
        },
        Input = input,
        Output = input,
        Refused = [[5], [2, 1, 6, 4], [2, 1, 5, 0], [1, 2, 1, 5, 4]],
    };
}
