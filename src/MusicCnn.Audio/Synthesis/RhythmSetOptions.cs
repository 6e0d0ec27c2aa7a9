namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the settings of a <see cref="RhythmSet"/>.</summary>
public sealed record RhythmSetOptions : SyntheticSetOptions;
