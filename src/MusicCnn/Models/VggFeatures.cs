using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents what the blocks of a <see cref="VggModel"/> say of a batch of images, for use as features. Disposing it disposes the tensors.</summary>
public sealed record VggFeatures : IDisposable
{
    internal VggFeatures()
    {
    }

    /// <summary>Gets the maps behind the pooling of each block, <c>[N, K, F', T']</c>: of the released networks pool1 to pool5,
    /// 48×92, 24×46, 12×23, 6×11 and 1×2 bins and frames of 128 channels.</summary>
    public required IReadOnlyList<Tensor> Pools { get; init; }

    /// <summary>Gets the logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</summary>
    public required Tensor Logits { get; init; }

    /// <summary>Disposes all tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in Pools)
            tensor.Dispose();
        Logits.Dispose();
    }

    /// <summary>Moves all tensors to the dispose scope around the current one.</summary>
    internal VggFeatures MoveToOuterDisposeScope()
    {
        foreach (var tensor in Pools)
            tensor.MoveToOuterDisposeScope();
        Logits.MoveToOuterDisposeScope();
        return this;
    }
}
