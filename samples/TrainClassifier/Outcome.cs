using MusicCnn.Models;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>How a network did on recordings that it was not trained on: on classes or on tags.</summary>
internal sealed record Outcome
{
    public required string Name { get; init; }

    /// <summary>Gets what the network is made of.</summary>
    public required string Filters { get; init; }

    public required long Weights { get; init; }

    public required TimeSpan? Training { get; init; }

    public Evaluation? Classes { get; init; }

    public TagEvaluation? Tags { get; init; }

    /// <summary>Gets the figure that networks are compared by: the accuracy on songs, or the mean area under the tags' ROC curves.</summary>
    public double Figure => Classes?.SongAccuracy ?? Tags!.Songs.MacroRocAuc;

    public double RealTimeFactor => Classes?.RealTimeFactor ?? Tags!.RealTimeFactor;

    /// <summary>Tests a network.</summary>
    public static Outcome Of(string name, AudioClassifier model, PreparedClips clips, IReadOnlyList<int> tested, VoteRule vote, TimeSpan? training, CancellationToken cancellationToken)
    {
        var outcome = new Outcome
        {
            Name = name,
            Filters = model.Network is MixedShapeClassifier network ? string.Join(", ", network.FirstLayer.Groups) : model.Network.GetType().Name,
            Weights = model.parameters().Sum(weight => weight.numel()),
            Training = training,
        };
        return clips.HasTags
            ? outcome with { Tags = TagEvaluator.Evaluate(model, clips, tested, cancellationToken: cancellationToken) }
            : outcome with { Classes = Evaluator.Evaluate(model, clips, tested, vote, cancellationToken: cancellationToken) };
    }
}
