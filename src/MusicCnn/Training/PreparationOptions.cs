using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents which clips are prepared for training, and how many are kept in memory.</summary>
public sealed record PreparationOptions
{
    /// <summary>Gets the clips, as positions in the source, or <see langword="null"/> for all.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<int>? Clips { get; init; }

    /// <summary>Gets the number of bytes up to which prepared clips are kept; the rest is computed again at each use, slower and with the same result.</summary>
    /// <value>The default value is 2 GiB, some 24 hours of images as musicnn takes them.</value>
    public long MemoryLimit { get; init => field = Require.NotNegative(value, "bytes"); } = 2L << 30;
}
