using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight.Summaries;

/// <summary>Measures what a value of a network's output sees: where the gradient to random images is not zero.</summary>
internal static class GradientSupport
{
    /// <summary>Many, because a maximum passes its gradient to one place of its window only, and a rectifier to none where it is silent.</summary>
    private const int Images = 96;

    /// <summary>Returns the extent in bins and frames for the value in the middle of the output, all channels together.</summary>
    public static (int Bins, int Frames) Of(nn.Module<Tensor, Tensor> network, params ReadOnlySpan<long> image)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var images = randn([Images, .. image]).requires_grad_(true);
        var output = network.call(images);
        for (var axis = output.shape.Length - 1; axis >= 2; axis--)
            output = output.select(axis, output.shape[axis] / 2);
        output.sum().backward();
        var seen = images.grad!.abs().amax([0, 1]);
        return (Extent(seen.amax([1])), Extent(seen.amax([0])));
    }

    private static int Extent(Tensor seen)
    {
        var values = seen.data<float>().ToArray();
        return Array.FindLastIndex(values, value => value > 0) - Array.FindIndex(values, value => value > 0) + 1;
    }
}
