using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <summary>Lists the networks, a file for each family of papers.</summary>
internal static partial class Registry
{
    /// <summary>Gets the networks in the order in which they are printed.</summary>
    public static IReadOnlyList<Architecture> All =>
    [
        .. Rhythm,
        .. Timbre,
        .. AtScale,
        .. Musicnn,
        .. Choi,
        .. Directional,
        .. Harmonic,
        .. Random,
    ];

    /// <summary>Returns a first layer under a small classifier: of dance music without hidden units, of tags with 200.</summary>
    private static MixedShapeClassifier Classifier(FilterSet filters, int bins, int classes, int? hidden = null, int channels = 1) => new(new()
    {
        Bins = bins,
        Classes = classes,
        HiddenUnits = hidden,
        FirstLayer = new() { InChannels = channels, Groups = filters, BatchNorm = BatchNormOrder.AfterActivation },
    });
}
