namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="SquareBlock"/>.</summary>
/// <param name="InChannels">The number of channels that come in.</param>
/// <param name="OutChannels">The number of filters of each convolution.</param>
internal sealed record SquareBlockOptions(int InChannels, int OutChannels)
{
    /// <summary>Gets whether a second convolution follows, to whose output the input is added.</summary>
    public bool Residual { get; init; }

    /// <summary>Gets the step of the first convolution, in bins and frames.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Gets the pooling behind the block, or <see langword="null"/> for none.</summary>
    public PoolWindow? Pool { get; init; }

    public required double BatchNormEpsilon { get; init; }

    public required double BatchNormMomentum { get; init; }

    /// <summary>Gets whether the input must be filtered too before it fits the output.</summary>
    public bool FiltersShortcut => Residual && (Stride > 1 || InChannels != OutChannels);

    /// <summary>Gets the number of trainable weights: filters, biases, and the scales and offsets of batch normalization.</summary>
    public long ParameterCount => Convolution(InChannels) + (Residual ? Convolution(OutChannels) : 0) + (FiltersShortcut ? Convolution(InChannels) : 0);

    /// <summary>Returns the smallest image of which so many bins and frames are left.</summary>
    public (long Bins, long Frames) MinimumSize(long bins, long frames)
    {
        var (behindBins, behindFrames) = Pool is { } pool ? pool.MinimumSize(bins, frames) : (bins, frames);
        return ((behindBins - 1) * Stride + 1, (behindFrames - 1) * Stride + 1);
    }

    private long Convolution(int channels) => OutChannels * (9L * channels + 3);
}
