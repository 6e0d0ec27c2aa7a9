using MusicCnn.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Insight.Summaries;

/// <summary>Counts the multiply-adds of modules without parts.</summary>
internal static class Cost
{
    /// <summary>Returns the multiply-adds of one call; <see langword="null"/> for a module that has weights but no rule.</summary>
    public static long? Of(nn.Module module, long[] input, long[] output) => module switch
    {
        ConvolutionTranspose convolution => Size(input) * convolution.out_channels / convolution.groups * Size(convolution.kernel_size),
        Convolution convolution => Size(output) * convolution.in_channels / convolution.groups * Size(convolution.kernel_size),
        Linear linear => Size(output) * linear.in_features,
        NormBase => Size(output),
        // One for the squares of the variance, one for scale and offset.
        LayerNorm => 2 * Size(output),
        // One for the product with the sharpness, one for the sum over time.
        AutoPool => 2 * Size(input),
        // Every matrix meets one vector at each step of each example; what the gates do value by value is not counted.
        LSTM or GRU => output[0] * output[1] * module.parameters().Where(weight => weight.dim() == 2).Sum(weight => weight.numel()),
        _ => module.parameters(recurse: false).Any() ? null : 0,
    };

    private static long Size(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}
