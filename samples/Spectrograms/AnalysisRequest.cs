namespace MusicCnn.Samples.Spectrograms;

/// <summary>What the command line asks for.</summary>
/// <param name="Kinds">The front-ends.</param>
/// <param name="Preset">The preset to start from; <see langword="null"/> for the sample's own defaults.</param>
/// <param name="Settings">Settings as name=value.</param>
/// <param name="File">The recording; <see langword="null"/> for synthetic music.</param>
/// <param name="Channel">The channel that the picture shows; <see langword="null"/> for the kind's own.</param>
/// <param name="Longest">The longest part of the recording to take; <see langword="null"/> for all.</param>
/// <param name="Png">Where to write the picture, if anywhere.</param>
/// <param name="Npy">Where to write the array, if anywhere.</param>
/// <param name="Piece">How many samples the front-end gets at a time; <see langword="null"/> for all at once.</param>
/// <param name="GriffinLim">Where to write the recording that is recovered from its magnitude, if anywhere.</param>
internal sealed record AnalysisRequest(
    IReadOnlyList<SpectrogramKind> Kinds,
    string? Preset,
    string[] Settings,
    string? File,
    int? Channel,
    TimeSpan? Longest,
    string? Png,
    string? Npy,
    int? Piece,
    string? GriffinLim);
