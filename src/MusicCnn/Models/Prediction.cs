namespace MusicCnn.Models;

/// <summary>Represents what an <see cref="AudioClassifier"/> says of a clip.</summary>
public sealed record Prediction
{
    private readonly float[,] _patches;

    internal Prediction(IReadOnlyList<string> labels, float[,] patches)
    {
        _patches = patches;
        var count = patches.GetLength(0);
        // The sort is stable, so equal probabilities keep the order of the labels.
        Ranking = [.. Enumerable.Range(0, labels.Count)
            .Select(label => new RankedLabel(labels[label], label, (float)Enumerable.Range(0, count).Average(patch => (double)patches[patch, label])))
            .OrderByDescending(ranked => ranked.Probability)];
    }

    /// <summary>Gets the classes, the most probable first; a probability is the mean over the patches. Those of classes of which exactly one applies add up to 1;
    /// where any number may (<see cref="ClassOutput.AnyOf"/>), each stands for itself.</summary>
    public IReadOnlyList<RankedLabel> Ranking { get; }

    /// <summary>Gets the most probable class.</summary>
    public RankedLabel Best => Ranking[0];

    /// <summary>Gets the number of patches that the clip was cut into.</summary>
    public int PatchCount => _patches.GetLength(0);

    /// <summary>Returns the probabilities of each patch, in the order of time.</summary>
    /// <returns>A copy, patches × classes; the classes in the order of <see cref="AudioClassifier.Labels"/>.</returns>
    public float[,] PatchProbabilities() => (float[,])_patches.Clone();

    /// <summary>Returns the classes and their probabilities, such as <c>waltz 0.91, tango 0.06, samba 0.03</c>.</summary>
    /// <returns>The ranking as text.</returns>
    public override string ToString() =>
        string.Join(", ", Ranking.Select(ranked => FormattableString.Invariant($"{ranked.Label} {ranked.Probability:0.00}")));
}
