using MusicCnn.Internal;

namespace MusicCnn.Audio;

/// <summary>Represents the settings of a <see cref="FeatureCache"/>.</summary>
public sealed record FeatureCacheOptions
{
    /// <summary>Gets the number of bytes that entries may take on the disk; beyond it the least recently used ones are removed.</summary>
    /// <value>The default value is 16 GiB, some eight days of images as musicnn takes them. Above 0.</value>
    public long MaximumBytes { get; init => field = Require.Positive(value, "bytes"); } = 16L << 30;
}
