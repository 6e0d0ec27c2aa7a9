using System.Runtime.InteropServices;
using MusicCnn.Augmentation;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>The device without memory stands for any that is not the CPU: an operation on tensors of both is an error there as well.</summary>
public class BatchTargetsDeviceTests
{
    private static readonly BatchItems Items = BatchItems.Consecutive(epoch: 1, first: 0, count: 4);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Classes_their_weights_and_their_loss_are_where_the_images_are(bool weighted)
    {
        using var scope = NewDisposeScope();
        var images = zeros([4, 1, 2, 2], device: META);
        var weights = weighted ? ones([3], device: META) : null;

        var (targets, same) = BatchTargets.Classes([0, 1, 2, 1], 3, weights, images, mixup: null, Items);
        var loss = targets.Loss(zeros([4, 3], device: META));

        Assert.Equal(META.type, same.device_type);
        Assert.Equal(META.type, loss.device_type);
    }

    [Fact]
    public void Tags_are_where_the_images_are()
    {
        using var scope = NewDisposeScope();

        var (targets, images) = BatchTargets.Tags([1, 0, 0, 1, 1, 1, 0, 0], 2, zeros([4, 1, 2, 2], device: META), mixup: null, Items);

        Assert.Equal(META.type, images.device_type);
        // libtorch 2.10 has no such loss without memory; logits elsewhere than the targets are an error in every version.
        Assert.Throws<ExternalException>(() => targets.Loss(zeros([4, 2])));
    }
}
