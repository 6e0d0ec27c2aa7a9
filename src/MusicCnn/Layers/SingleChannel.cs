using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Computes convolutions of images of one channel, as spectrograms are, so that training is fast.</summary>
/// <remarks>
/// <para>libtorch's way back through a convolution is made for many channels: with one, the gradient of 204 filters of 38×7 takes ten times as long as their convolution.
/// The shifts of the image along one axis of the filter, taken as channels, give the same sums as filters of many channels along the other axis, for a copy of the image for
/// each tap of that axis. Forward and backward together are two to six times faster so for the filters of musicnn, CBMI 2016 and EUSIPCO 2017; docs/performance.md has the figures.
/// Without a gradient nothing is gained.</para>
/// </remarks>
internal static class SingleChannel
{
    /// <summary>Returns whether filters <c>[K, C, m, n]</c> are better trained so: on the CPU, with one channel, higher than a bin. Filters must be at every place, undilated.</summary>
    public static bool Suits(Tensor filters, Tensor image) =>
        is_grad_enabled() && (filters.requires_grad || image.requires_grad)
        && image.device_type == DeviceType.CPU && filters.shape[1] == 1 && filters.shape[2] > 1;

    /// <summary>Returns what filters <c>[K, 1, m, n]</c> make of an image <c>[N, 1, F, T]</c>: <c>[N, K, F-m+1, T-n+1]</c>.</summary>
    public static Tensor Convolve(Tensor image, Tensor filters, Tensor? bias)
    {
        using var scope = NewDisposeScope();
        var (bins, frames) = (filters.shape[2], filters.shape[3]);
        // Along the axis of fewer taps, which copies the image fewer times. One frame is no copy at all, and would leave one channel.
        var alongBins = frames == 1 || bins < frames;
        var shifted = alongBins ? image.squeeze(1).unfold(1, bins, 1) : image.squeeze(1).unfold(2, frames, 1);      // [N, F, T, taps]
        var many = alongBins ? filters.transpose(1, 2) : filters.permute(0, 3, 2, 1);                                // [K, taps, 1, n] or [K, taps, m, 1]
        return nn.functional.conv2d(shifted.permute(0, 3, 1, 2).contiguous(), many, bias).MoveToOuterDisposeScope();
    }
}
