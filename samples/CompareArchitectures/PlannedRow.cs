using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents a row on its way: what it is computed from, and how far it is.</summary>
internal sealed class PlannedRow(ComparedSystem system, TrainerOptions training, Row row)
{
    public ComparedSystem System => system;

    /// <summary>Gets how the network is trained.</summary>
    public TrainerOptions Training => training;

    /// <summary>Gets or sets the row with the folds that were tested so far.</summary>
    public Row Row { get; set; } = row;
}
