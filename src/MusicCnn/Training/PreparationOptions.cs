using MusicCnn.Internal;
using MusicCnn.Weights;

namespace MusicCnn.Training;

/// <summary>Represents which clips are prepared for training, how many are kept in memory, and where the rest comes from.</summary>
public sealed record PreparationOptions
{
    /// <summary>Gets the clips, as positions in the source, or <see langword="null"/> for all.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<int>? Clips { get; init; }

    /// <summary>Gets the number of bytes up to which prepared clips are kept; the rest is loaded again at each use, from <see cref="Cache"/> where there is one, with the same result.</summary>
    /// <value>The default value is 2 GiB, some 24 hours of images as musicnn takes them.</value>
    public long MemoryLimit { get; init => field = Require.NotNegative(value, "bytes"); } = 2L << 30;

    /// <summary>Gets how many clips other threads load ahead of their use, beside the one in use; bounds the memory of clips on their way. With 0 each is loaded when it is needed.</summary>
    /// <value>The default value is 32, which covers a batch.</value>
    public int ReadAhead { get; init => field = Require.NotNegative(value, "clips"); } = 32;

    /// <summary>Gets where images and waveforms are looked up before they are computed, and stored afterwards, or <see langword="null"/> for nowhere.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IFeatureCache? Cache { get; init; }

    /// <summary>Gets the catalog that knows the settings of the front-end, without which a <see cref="Cache"/> could not tell images of different front-ends apart.</summary>
    /// <value>The default value is <see cref="ModelCatalog.Default"/>; a front-end of your own is added to it.</value>
    public ModelCatalog Catalog { get; init => field = Require.NotNull(value); } = ModelCatalog.Default;
}
