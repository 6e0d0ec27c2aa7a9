using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents how well tags were found: the areas under the curves of taggers, and F1.</summary>
/// <remarks>
/// <para>Macro figures are means over tags. A tag that all songs have, or none, has no area under a curve; it is left out of that mean and
/// named in <see cref="Undefined"/>, since a figure over fewer tags is another figure. All other tags count, the last one too.</para>
/// <para>Definitions: those of scikit-learn's <c>roc_auc_score</c>, <c>average_precision_score</c>, <c>precision_score</c>, <c>recall_score</c> and <c>f1_score</c>, of which the last three count 0 where 0/0 occurs.
/// Differences: the original code of EUSIPCO 2017 leaves out the last tag. Verified against: counting of all pairs, and hand-computed values with ties.</para>
/// </remarks>
/// <example>
/// <code>
/// var metrics = TagMetrics.Of(labels, scores, truth);   // songs × tags
/// Console.WriteLine($"ROC-AUC {metrics.MacroRocAuc:0.0000}, PR-AUC {metrics.MacroPrAuc:0.0000}, without {string.Join(", ", metrics.Undefined)}");
/// </code>
/// </example>
public sealed record TagMetrics
{
    private TagMetrics()
    {
    }

    /// <summary>Gets the figures of each tag, in the order of the labels.</summary>
    public required IReadOnlyList<TagMetric> Tags { get; init; }

    /// <summary>Gets the number of songs.</summary>
    public required int Songs { get; init; }

    /// <summary>Gets the score from which a song is given a tag, for precision, recall and F1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Gets F1 of all decisions on all tags together; NaN where no tag occurs and none was given.</summary>
    public required double MicroF1 { get; init; }

    /// <summary>Gets the share of right ones among all tags given; NaN where none was given.</summary>
    public required double MicroPrecision { get; init; }

    /// <summary>Gets the share of given ones among all tags that songs have; NaN where they have none.</summary>
    public required double MicroRecall { get; init; }

    /// <summary>Gets the mean of the tags' areas under the ROC curve, over those that have one; NaN where none has.</summary>
    public double MacroRocAuc => Mean(Tags.Where(tag => tag.IsDefined).Select(tag => tag.RocAuc));

    /// <summary>Gets the mean of the tags' areas under the precision-recall curve, over the same tags as <see cref="MacroRocAuc"/>; NaN where there are none.</summary>
    public double MacroPrAuc => Mean(Tags.Where(tag => tag.IsDefined).Select(tag => tag.PrAuc));

    /// <summary>Gets the mean of F1 over all tags; one without songs and without decisions counts 0.</summary>
    public double MacroF1 => Macro(tag => tag.F1);

    /// <summary>Gets the mean of precision over all tags; one that was not given counts 0.</summary>
    public double MacroPrecision => Macro(tag => tag.Precision);

    /// <summary>Gets the mean of recall over all tags; one that no song has counts 0.</summary>
    public double MacroRecall => Macro(tag => tag.Recall);

    /// <summary>Gets the names of the tags that all songs have, or none.</summary>
    public IReadOnlyList<string> Undefined => [.. Tags.Where(tag => !tag.IsDefined).Select(tag => tag.Label)];

    /// <summary>Computes the figures.</summary>
    /// <param name="labels">The names of the tags.</param>
    /// <param name="scores">The scores, songs × tags: likelihoods, or logits with a threshold to match. Higher means more likely.</param>
    /// <param name="truth">Whether each song has each tag, songs × tags.</param>
    /// <param name="threshold">The score from which a song is given a tag.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">The arrays have other sizes than each other or than there are labels, there is no song or no tag, or a score is NaN.</exception>
    public static TagMetrics Of(IReadOnlyList<string> labels, float[,] scores, bool[,] truth, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(truth);
        Require.Finite(threshold, "(score)", nameof(threshold));
        var (songs, count) = (scores.GetLength(0), labels.Count);
        if (songs == 0 || count == 0 || scores.GetLength(1) != count || truth.GetLength(0) != songs || truth.GetLength(1) != count)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Scores and truth must both be songs × tags with at least one of each, but with {count} labels scores are {songs} × {scores.GetLength(1)} and truth is {truth.GetLength(0)} × {truth.GetLength(1)}."), nameof(scores));
        }

        var (hits, falseAlarms, misses) = (0L, 0L, 0L);
        var tags = new TagMetric[count];
        for (var tag = 0; tag < count; tag++)
        {
            var column = new (float Score, bool True)[songs];
            for (var song = 0; song < songs; song++)
            {
                if (float.IsNaN(scores[song, tag]))
                    throw new ArgumentException(FormattableString.Invariant($"The score of song {song} for '{labels[tag]}' is not a number: the network has diverged."), nameof(scores));
                column[song] = (scores[song, tag], truth[song, tag]);
            }

            var decisions = Decisions.Count(column, threshold);
            (hits, falseAlarms, misses) = (hits + decisions.Hits, falseAlarms + decisions.FalseAlarms, misses + decisions.Misses);
            var (rocAuc, prAuc) = RankingAreas.Of(column);
            tags[tag] = new(
                labels[tag], decisions.Hits + decisions.Misses, songs - decisions.Hits - decisions.Misses, rocAuc, prAuc, decisions.Precision, decisions.Recall, decisions.F1);
        }

        return new()
        {
            Tags = tags,
            Songs = songs,
            Threshold = threshold,
            MicroF1 = Decisions.HarmonicMean(hits, falseAlarms, misses),
            MicroPrecision = (double)hits / (hits + falseAlarms),
            MicroRecall = (double)hits / (hits + misses),
        };
    }

    private double Macro(Func<TagMetric, double> figure) => Mean(Tags.Select(tag => figure(tag) is var share && double.IsNaN(share) ? 0 : share));

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
