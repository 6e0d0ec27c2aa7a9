using System.Text.Json.Serialization;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents a row of the table: a network behind a front-end on a task, with a seed.</summary>
internal sealed record Row
{
    public required string Task { get; init; }

    public required string Architecture { get; init; }

    public required string FrontEnd { get; init; }

    public required int Seed { get; init; }

    /// <summary>Gets all that decides what comes out, by name, so that a difference can be named.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Gets the number of folds, tested or not.</summary>
    public required int FoldCount { get; init; }

    /// <summary>Gets the shapes of the first layer.</summary>
    public required string FirstLayer { get; init; }

    /// <summary>Gets the number of weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>Gets the number of multiply-adds for a second of audio.</summary>
    public required double MultiplyAdds { get; init; }

    /// <summary>Gets how often the clips are gone through in training, or 0 where there is none.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets about how long the training of a fold takes on one core.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Gets what the folds gave that have been tested, in their order.</summary>
    public IReadOnlyList<FoldFigures> Folds { get; init; } = [];

    /// <summary>Gets whether all folds have been tested.</summary>
    [JsonIgnore]
    public bool IsWhole => Folds.Count == FoldCount;

    /// <summary>Returns what tells the row from the others.</summary>
    public override string ToString() => FormattableString.Invariant($"{Task}, {Architecture} on {FrontEnd}, seed {Seed}");
}
