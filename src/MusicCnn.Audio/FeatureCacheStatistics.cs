namespace MusicCnn.Audio;

/// <summary>Represents what a <see cref="FeatureCache"/> did since it was opened, in this process.</summary>
public sealed record FeatureCacheStatistics
{
    /// <summary>Gets the number of entries that were found.</summary>
    public required long Hits { get; init; }

    /// <summary>Gets the number of entries that were not there.</summary>
    public required long Misses { get; init; }

    /// <summary>Gets the number of entries that were there but broken, and therefore computed again.</summary>
    public required long Rebuilt { get; init; }

    /// <summary>Gets the number of entries that were removed to make room.</summary>
    public required long Evicted { get; init; }

    /// <summary>Gets the number of entries that could not be written, so that they will be computed again; <see cref="Problem"/> says why.</summary>
    public required long Unwritten { get; init; }

    /// <summary>Gets the number of bytes read from entries that were found.</summary>
    public required long BytesRead { get; init; }

    /// <summary>Gets the number of bytes written.</summary>
    public required long BytesWritten { get; init; }

    /// <summary>Gets why the last entry that could not be written could not, or <see langword="null"/> where all could.</summary>
    public string? Problem { get; init; }

    /// <summary>Returns the statistics as a line.</summary>
    /// <returns>Such as <c>2000 hits, 0 misses, 0 rebuilt, 0 evicted, 481.0 MB read, 0.0 MB written</c>.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Hits} hits, {Misses} misses, {Rebuilt} rebuilt, {Evicted} evicted, {BytesRead / 1e6:0.0} MB read, {BytesWritten / 1e6:0.0} MB written{(Problem is null ? "" : $", {Unwritten} not written: {Problem}")}");
}
