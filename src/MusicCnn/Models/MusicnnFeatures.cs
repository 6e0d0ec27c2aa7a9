using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents what the layers of a <see cref="MusicnnModel"/> say of a batch of images, for use as features. Disposing it disposes the tensors.</summary>
/// <remarks>Sizes in brackets are those of the released models. Means over patches and time, for tasks with few labels, are best taken of
/// <see cref="MaxPool"/>, as the authors advise.</remarks>
public sealed record MusicnnFeatures : IDisposable
{
    internal MusicnnFeatures()
    {
    }

    /// <summary>Gets the timbral channels of the first layer, <c>[N, 408, T]</c>.</summary>
    public required Tensor Timbral { get; init; }

    /// <summary>Gets the temporal channels of the first layer, <c>[N, 153, T]</c>.</summary>
    public required Tensor Temporal { get; init; }

    /// <summary>Gets the output of the first layer of the mid-end, <c>[N, 64, T]</c>.</summary>
    public required Tensor Cnn1 { get; init; }

    /// <summary>Gets the output of the second layer of the mid-end with <see cref="Cnn1"/> added, <c>[N, 64, T]</c>.</summary>
    public required Tensor Cnn2 { get; init; }

    /// <summary>Gets the output of the third layer of the mid-end with <see cref="Cnn2"/> added, <c>[N, 64, T]</c>.</summary>
    public required Tensor Cnn3 { get; init; }

    /// <summary>Gets the output of the second layer of the mid-end alone, <c>[N, 64, T]</c>, which the Keras port of musicnn calls cnn2.</summary>
    public required Tensor Cnn2BeforeSum { get; init; }

    /// <summary>Gets the output of the third layer of the mid-end alone, <c>[N, 64, T]</c>, which the Keras port of musicnn calls cnn3.</summary>
    public required Tensor Cnn3BeforeSum { get; init; }

    /// <summary>Gets the maximum over time of all channels, <c>[N, 753]</c>: timbral, temporal, then the mid-end's three layers.</summary>
    public required Tensor MaxPool { get; init; }

    /// <summary>Gets the mean over time of the same channels, <c>[N, 753]</c>.</summary>
    public required Tensor MeanPool { get; init; }

    /// <summary>Gets the normalized output of the dense layer, <c>[N, 200]</c>.</summary>
    public required Tensor Penultimate { get; init; }

    /// <summary>Gets the logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</summary>
    public required Tensor Logits { get; init; }

    /// <summary>Disposes all tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in All)
            tensor.Dispose();
    }

    /// <summary>Moves all tensors to the dispose scope around the current one.</summary>
    internal MusicnnFeatures MoveToOuterDisposeScope()
    {
        foreach (var tensor in All)
            tensor.MoveToOuterDisposeScope();
        return this;
    }

    private Tensor[] All => [Timbral, Temporal, Cnn1, Cnn2, Cnn3, Cnn2BeforeSum, Cnn3BeforeSum, MaxPool, MeanPool, Penultimate, Logits];
}
