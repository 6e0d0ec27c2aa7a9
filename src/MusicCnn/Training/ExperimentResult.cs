namespace MusicCnn.Training;

/// <summary>Represents what came of an <see cref="Experiment"/>: its folds, and their figures together.</summary>
public sealed record ExperimentResult
{
    /// <summary>Gets the protocol that was followed.</summary>
    public required TrainingProtocol Protocol { get; init; }

    /// <summary>Gets the folds, in order, at least one.</summary>
    public required IReadOnlyList<FoldResult> Folds { get; init; }

    /// <summary>Gets mean and deviation over the folds of the share of songs classified correctly, or <see langword="null"/> for tags.</summary>
    public MeanAndDeviation? SongAccuracy => Over(fold => fold.Classes?.SongAccuracy);

    /// <summary>Gets mean and deviation over the folds of the share of patches classified correctly, or <see langword="null"/> for tags.</summary>
    public MeanAndDeviation? PatchAccuracy => Over(fold => fold.Classes?.PatchAccuracy);

    /// <summary>Gets the decisions on the songs of all folds, each tested once, or <see langword="null"/> for tags.</summary>
    public ConfusionMatrix? Songs => Folds[0].Classes is null ? null : ConfusionMatrix.Sum(Folds.Select(fold => fold.Classes!.Songs));

    /// <summary>Gets mean and deviation over the folds of the mean area under the tags' ROC curves, or <see langword="null"/> for classes.</summary>
    public MeanAndDeviation? RocAuc => Over(fold => fold.Tags?.Songs.MacroRocAuc);

    /// <summary>Gets mean and deviation over the folds of the mean area under the tags' precision-recall curves, or <see langword="null"/> for classes.</summary>
    public MeanAndDeviation? PrAuc => Over(fold => fold.Tags?.Songs.MacroPrAuc);

    /// <summary>Gets the time that training took, all folds together.</summary>
    public TimeSpan TrainingTime => TimeSpan.FromSeconds(Folds.Sum(fold => fold.Training.Duration.TotalSeconds));

    /// <summary>Gets the time taken per time of audio in the tests, from file to answer: below 1 is faster than the music.</summary>
    public double RealTimeFactor =>
        Folds.Sum(fold => (fold.Classes?.Time ?? fold.Tags!.Time).TotalSeconds) / Folds.Sum(fold => (fold.Classes?.Audio ?? fold.Tags!.Audio).TotalSeconds);

    /// <summary>Returns the figures in a line, such as <c>cbmi2016, 10 folds: accuracy 0.872 ± 0.034</c>.</summary>
    /// <returns>The figures as text.</returns>
    public override string ToString() =>
        $"{Protocol.Name}, {Folds.Count} {(Folds.Count == 1 ? "fold" : "folds")}: {(SongAccuracy is { } accuracy ? $"accuracy {accuracy}" : $"ROC-AUC {RocAuc}, PR-AUC {PrAuc}")}";

    private MeanAndDeviation? Over(Func<FoldResult, double?> figure) =>
        figure(Folds[0]) is null ? null : MeanAndDeviation.Of(Folds.Select(fold => figure(fold)!.Value));
}
