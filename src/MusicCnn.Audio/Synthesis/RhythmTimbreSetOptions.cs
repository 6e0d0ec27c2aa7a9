namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the settings of a <see cref="RhythmTimbreSet"/>.</summary>
public sealed record RhythmTimbreSetOptions : SyntheticSetOptions;
