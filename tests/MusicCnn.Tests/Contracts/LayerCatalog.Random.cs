using MusicCnn.Layers;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static RandomFeaturesOptions Untrained => new()
    {
        Seed = 3,
        Layers =
        [
            new() { Convolution = new() { Groups = Mixed, FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.None } },
            new() { Convolution = new() { InChannels = 5, Groups = [FilterShape.Temporal(3).Times(5)], Pooling = FeaturePooling.None }, Residual = true, PooledFrames = 2 },
        ],
    };

    // Random weights take no gradient, and what is fitted is no parameter.
    private static IEnumerable<LayerCase> RandomNetworks()
    {
        yield return Random(typeof(RandomFeatures), () => new RandomFeatures(Untrained), features: 10);
        yield return Random(
            typeof(RandomFeatureClassifier),
            () =>
            {
                var network = new RandomFeatureClassifier(new() { Features = Untrained, Classes = 3, Penalty = 1 });
                Fit(network.Output.Fit, features: 10);
                return network;
            },
            features: 3);
        yield return Fitted(
            typeof(RidgeClassifier),
            () =>
            {
                var ridge = new RidgeClassifier(new() { Features = 5, Classes = 3 });
                Fit(ridge.Fit, features: 5);
                return ridge;
            });
        yield return Fitted(
            typeof(ExtremeLearningMachine),
            () =>
            {
                var machine = new ExtremeLearningMachine(new() { Features = 5, Classes = 3, HiddenUnits = 7, Penalty = 1 });
                Fit(machine.Fit, features: 5);
                return machine;
            }) with
        { Differentiable = false };
    }

    private static LayerCase Random(Type module, Func<nn.Module<Tensor, Tensor>> build, int features) => new()
    {
        Name = module.Name,
        Module = module,
        Build = build,
        Input = [2, 1, 6, 9],
        Output = [2, features],
        Refused = [[6, 9], [2, 2, 6, 9], [2, 1, 6, 0]],
        Differentiable = false,
    };

    private static LayerCase Fitted(Type module, Func<nn.Module<Tensor, Tensor>> build) => new()
    {
        Name = module.Name,
        Module = module,
        Build = build,
        Input = [4, 5],
        Output = [4, 3],
        Refused = [[5], [4, 6], [0, 5], [4, 1, 5]],
    };

    private static void Fit(Action<Tensor, IEnumerable<int>> fit, int features)
    {
        using var noise = tensor(Support.TestSignals.Noise(12 * features, seed: 9), [12, features]);
        using var examples = noise.to(ScalarType.Float32);
        fit(examples, Enumerable.Range(0, 12).Select(example => example % 3));
    }
}
