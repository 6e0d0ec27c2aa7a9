namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the settings of a <see cref="TimbreSet"/>.</summary>
public sealed record TimbreSetOptions : SyntheticSetOptions;
