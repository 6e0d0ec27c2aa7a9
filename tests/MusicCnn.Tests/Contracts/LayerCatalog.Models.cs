using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static MixedShapeClassifierOptions Classifier => new() { Bins = 6, Classes = 3, FirstLayer = new() { Groups = Mixed } };

    private static IEnumerable<LayerCase> Models()
    {
        yield return MixedShape("defaults", Classifier);
        yield return MixedShape("hidden layer, no input normalization", Classifier with { HiddenUnits = 4, NormalizeInput = false });
        yield return MixedShape("pooled over time", Classifier with { FirstLayer = new() { Groups = [FilterShape.Frequency(3).Times(2)], Pooling = FeaturePooling.OverTime } });
        yield return new()
        {
            Name = "AudioClassifier",
            Module = typeof(AudioClassifier),
            Build = () => new AudioClassifier(
                new MelSpectrogram(new() { SampleRate = 8_000, FftSize = 64, HopLength = 16, MelBands = 6, Compression = new LogOnePlus(10) }),
                new MixedShapeClassifier(Classifier),
                new() { Labels = ["waltz", "tango", "samba"], PatchFrames = 5 }),
            Input = [2, 64],
            Output = [2, 3],
            Refused = [[], [2, 0], [1, 2, 1, 64]],
        };
    }

    private static LayerCase MixedShape(string what, MixedShapeClassifierOptions options) => new()
    {
        Name = $"MixedShapeClassifier, {what}",
        Module = typeof(MixedShapeClassifier),
        Build = () => new MixedShapeClassifier(options),
        Input = [2, 1, 6, 9],
        Output = [2, 3],
        Refused = [[6, 9], [2, 2, 6, 9], [2, 1, 7, 9], [2, 1, 6, 0]],
    };
}
