using MusicCnn.Augmentation;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Represents what a batch of examples should become: a class each, shares of classes where examples are mixed, or tags.</summary>
internal sealed class BatchTargets
{
    private readonly Tensor? _classes;
    private readonly Tensor? _weights;
    private readonly Tensor? _shares;

    private BatchTargets(Tensor? classes, Tensor? shares, Tensor? weights) => (_classes, _shares, _weights) = (classes, shares, weights);

    /// <summary>Returns targets of one class each, and the images mixed where they are to be, in the caller's dispose scope.</summary>
    public static (BatchTargets Targets, Tensor Images) Classes(long[] classes, int classCount, Tensor? weights, Tensor images, Mixup? mixup, BatchItems items)
    {
        var ofClasses = tensor(classes, device: images.device);
        if (mixup is null)
            return (new(ofClasses, null, weights), images);
        var (mixed, shares) = mixup.call(images, nn.functional.one_hot(ofClasses, classCount).to(images.dtype), items);
        return (new(shares.argmax(1), shares, weights), mixed);
    }

    /// <summary>Returns targets of any number of tags each, and the images, mixed where they are to be, in the caller's dispose scope.</summary>
    public static (BatchTargets Targets, Tensor Images) Tags(float[] tags, int tagCount, Tensor images, Mixup? mixup, BatchItems items)
    {
        var shares = tensor(tags, [tags.Length / tagCount, tagCount], device: images.device).to(images.dtype);
        if (mixup is null)
            return (new(null, shares, null), images);
        (images, shares) = mixup.call(images, shares, items);
        return (new(null, shares, null), images);
    }

    /// <summary>Gets the number of examples, or the sum of their weights: what <see cref="Loss"/> is a mean over.</summary>
    public double Weight
    {
        get
        {
            using var scope = NewDisposeScope();
            if (_weights is null)
                return (_classes ?? _shares!).shape[0];
            var weights = _shares is null ? _weights.index_select(0, _classes!) : _shares * _weights;
            return weights.sum().to(ScalarType.Float64).item<double>();
        }
    }

    /// <summary>Returns the mean of the costs, in nats: the weighted one of cross-entropies, or that of the binary ones of all tags.</summary>
    public Tensor Loss(Tensor logits)
    {
        if (_classes is null)
            return nn.functional.binary_cross_entropy_with_logits(logits, _shares!);
        if (_shares is null)
            return nn.functional.cross_entropy(logits, _classes, weight: _weights);
        // The weight of a mixture is that of its parts, so that one of a single class weighs as it does unmixed.
        var weighted = _weights is null ? _shares : _shares * _weights;
        return -(weighted * logits.log_softmax(1)).sum() / weighted.sum();
    }

    /// <summary>Returns how many examples are decided rightly; of tags, the examples' shares of right decisions.</summary>
    public double Right(Tensor logits) => _classes is not null
        ? logits.argmax(1).eq(_classes).sum().item<long>()
        : logits.gt(0).eq(_shares!.gt(0.5)).to(ScalarType.Float64).mean([1]).sum().item<double>();
}
