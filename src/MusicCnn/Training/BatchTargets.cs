using MusicCnn.Augmentation;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Represents what a batch of examples should become: a class each, or shares of classes where examples are mixed.</summary>
internal sealed class BatchTargets
{
    private readonly Tensor _classes;
    private readonly Tensor? _weights;
    private readonly Tensor? _shares;

    private BatchTargets(Tensor classes, Tensor? weights, Tensor? shares) => (_classes, _weights, _shares) = (classes, weights, shares);

    /// <summary>Returns targets, and the images mixed where they are to be, in the caller's dispose scope.</summary>
    public static (BatchTargets Targets, Tensor Images) Of(long[] classes, int classCount, Tensor? weights, Tensor images, Mixup? mixup, BatchItems items)
    {
        var ofClasses = tensor(classes, device: images.device);
        if (mixup is null)
            return (new(ofClasses, weights, null), images);
        var (mixed, shares) = mixup.call(images, nn.functional.one_hot(ofClasses, classCount).to(images.dtype), items);
        return (new(shares.argmax(1), weights, shares), mixed);
    }

    /// <summary>Returns the weighted mean of the cross-entropies, in nats.</summary>
    public Tensor Loss(Tensor logits)
    {
        if (_shares is null)
            return nn.functional.cross_entropy(logits, _classes, weight: _weights);
        // The weight of a mixture is that of its parts, so that one of a single class weighs as it does unmixed.
        var weighted = _weights is null ? _shares : _shares * _weights;
        return -(weighted * logits.log_softmax(1)).sum() / weighted.sum();
    }

    /// <summary>Returns how many decisions are right.</summary>
    public long Right(Tensor logits) => logits.argmax(1).eq(_classes).sum().item<long>();
}
