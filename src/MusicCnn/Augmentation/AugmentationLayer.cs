using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents a random change of training examples that leaves alone what they are examples of.</summary>
/// <remarks>
/// <para>Shape: a batch of waveforms <c>[N, S]</c> or <c>[N, C, S]</c>, or of images <c>[N, C, F, T]</c>, to the same; each layer says which it takes. Any
/// floating-point type, any device.</para>
/// <para>In training mode every item is changed in its own way, which depends on the layer's seed and stream, the epoch and the item, and
/// on nothing else: not on the batch, its size or order, or the device. After <c>eval()</c> the input comes back as it is. Padding is
/// never changed, the input never modified; gradients pass through.</para>
/// </remarks>
public abstract class AugmentationLayer : nn.Module<Tensor, BatchItems, Tensor>
{
    private protected AugmentationLayer(string name)
        : base(name)
    {
    }

    /// <summary>Gets the streams that are drawn from.</summary>
    internal abstract IEnumerable<(int Seed, string Stream)> Streams { get; }

    /// <summary>Gets everything that decides what comes out, as text.</summary>
    internal abstract string Identity { get; }

    /// <summary>Changes a batch.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="items">The items it holds.</param>
    /// <returns>The changed batch, a new tensor of the same shape; in evaluation mode the values of <paramref name="input"/>.</returns>
    /// <exception cref="ArgumentException">The batch is neither waveforms nor images, has another number of items, or does not fit the layer.</exception>
    public abstract override Tensor forward(Tensor input, BatchItems items);

    /// <summary>Changes one example.</summary>
    /// <param name="example">The waveform, <c>[S]</c> or <c>[C, S]</c>, or image, <c>[C, F, T]</c>.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="item">The number of the item.</param>
    /// <returns>The changed example, the same as in a batch.</returns>
    /// <exception cref="ArgumentException">The example is neither a waveform nor an image, or does not fit the layer.</exception>
    public Tensor Apply(Tensor example, int epoch = 0, long item = 0)
    {
        ArgumentNullException.ThrowIfNull(example);
        using var scope = NewDisposeScope();
        return call(example.unsqueeze(0), new BatchItems(epoch, [item])).squeeze(0).MoveToOuterDisposeScope();
    }
}
