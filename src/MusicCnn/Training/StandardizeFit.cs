using MusicCnn.FrontEnds;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Fits what a classifier carries between front-end and network.</summary>
internal static class StandardizeFit
{
    /// <summary>Fits to the images of the clips that are trained on, unless there are statistics already: weights that were learned with them depend on them.</summary>
    public static void Complete(AudioClassifier model, PreparedClips clips, IReadOnlyList<int> train, CancellationToken cancellationToken)
    {
        if (model.Standardize is not { IsFitted: false } standardize)
            return;

        var statistics = new ImageStatistics(standardize.Options.Bins);
        var weight = model.parameters().First();
        using var noGradient = no_grad();
        using var sequence = clips.InOrder(train, cancellationToken);
        foreach (var _ in train)
        {
            using var scope = NewDisposeScope();
            var data = sequence.Next();
            statistics.Add(clips.HoldsWaveforms ? model.Image(data.to(weight.dtype, weight.device)) : data);
        }

        standardize.Fit(statistics);
    }
}
