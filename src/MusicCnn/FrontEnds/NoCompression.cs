using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents no compression: the values as they are.</summary>
public sealed record NoCompression : Compression
{
    /// <inheritdoc/>
    protected override bool IsPointwise => true;

    /// <inheritdoc/>
    protected override Tensor Compress(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.alias();
    }
}
