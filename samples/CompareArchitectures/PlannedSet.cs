using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents the rows of one task with one seed: they share their clips and how these are divided.</summary>
internal sealed record PlannedSet(IClipSource Source, IReadOnlyList<Fold> Folds, IReadOnlyList<PlannedRow> Rows);
