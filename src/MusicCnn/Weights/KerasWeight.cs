namespace MusicCnn.Weights;

/// <summary>Represents one row of a table from Keras's weights to ours.</summary>
/// <param name="Name">The name in the file, <c>layer/kernel</c>.</param>
/// <param name="Key">The key in our state dict.</param>
/// <param name="Layout">How the axes lie.</param>
internal sealed record KerasWeight(string Name, string Key, KerasLayout Layout)
{
    /// <summary>Gets whether these are moving variances, which cannot be below 0.</summary>
    public bool IsVariance => Key.EndsWith(".running_var", StringComparison.Ordinal);
}
