using MusicCnn.Internal;
using MusicCnn.Weights;

namespace MusicCnn.Audio.Tagging;

/// <summary>Represents how <see cref="MusicTagger.Load"/> reads a file of weights.</summary>
public sealed record MusicTaggerOptions
{
    /// <summary>Gets the names of the network's outputs, or <see langword="null"/> for those of the released network or in the model file.</summary>
    /// <value>The default value is <see langword="null"/>. Weights of Keras that are none of the released ones need it, since such files hold no names.</value>
    public IReadOnlyList<string>? Labels
    {
        get;
        init => field = value is null ? null : Array.AsReadOnly(value.ToArray());
    }

    /// <summary>Gets a value that indicates whether mel power is rounded to half precision, as the original does. Model files hold this setting themselves.</summary>
    /// <value>The default value is <see langword="true"/>: the original's numbers. Without it likelihoods change by up to 1e-4.</value>
    public bool RoundToHalf { get; init; } = true;

    /// <summary>Gets how weights of Keras number the pooled values of a musicnn.</summary>
    /// <value>The default value is <see cref="PooledOrder.Interleaved"/>, that of the released weights; no check can tell it from the other.</value>
    public PooledOrder PooledOrder { get; init => field = Require.Defined(value); } = PooledOrder.Interleaved;

    /// <summary>Gets the catalog of front-ends and networks that model files may name, or <see langword="null"/> for <see cref="ModelCatalog.Default"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ModelCatalog? Catalog { get; init; }
}
