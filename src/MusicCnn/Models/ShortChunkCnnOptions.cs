using MusicCnn.Internal;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="ShortChunkCnn"/>.</summary>
public sealed record ShortChunkCnnOptions
{
    private const double MaxDropout = 0.99;

    /// <summary>What multiplies <see cref="Filters"/> in each block.</summary>
    private static readonly int[] Multiples = [1, 1, 2, 2, 2, 2, 4];

    /// <summary>Gets the settings of the short-chunk CNN: 50 tags, 3,687,348 weights.</summary>
    public static ShortChunkCnnOptions Won2020 { get; } = new() { Classes = 50 };

    /// <summary>Gets the settings of the short-chunk CNN + Res: 50 tags, 12,104,244 weights.</summary>
    public static ShortChunkCnnOptions Won2020Residual { get; } = new() { Classes = 50, Residual = true };

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image; at least 128 for seven blocks that are not residual.</summary>
    /// <value>The default value is 128, as in <see cref="FrontEnds.MelSpectrogramOptions.Won2020"/>.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 128;

    /// <summary>Gets whether blocks are residual: two convolutions, the first in steps of 2, and a filtered shortcut, instead of one convolution and pooling.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Residual { get; init; }

    /// <summary>Gets the number of filters of the first two blocks, up to 2²⁴; the next four have twice, the last four times as many.</summary>
    /// <value>The default value is 128.</value>
    public int Filters { get; init => field = Require.Within(value, 1, 1 << 24, "filters"); } = 128;

    /// <summary>Gets the number of blocks, from 1 to 7, each of which halves the image.</summary>
    /// <value>The default value is 7.</value>
    public int Blocks { get; init => field = Require.Within(value, 1, Multiples.Length, "blocks"); } = Multiples.Length;

    /// <summary>Gets the share of values set to zero in training in front of the last layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-5, PyTorch's.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-5;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.1, PyTorch's.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.1;

    /// <summary>Gets the number of trainable weights; moving statistics are none.</summary>
    public long ParameterCount => 2 + Stack.Sum(block => block.ParameterCount) + Head.ParameterCount;

    /// <summary>Gets the number of frames of the narrowest image of which the blocks leave something: 128 for seven, or 1 where they are residual.</summary>
    public int MinimumFrames => (int)SquareStack.MinimumSize(Stack).Frames;

    internal IReadOnlyList<SquareBlockOptions> Stack => [.. Enumerable.Range(0, Blocks).Select(block =>
        new SquareBlockOptions(block == 0 ? 1 : Filters * Multiples[block - 1], Filters * Multiples[block])
        {
            Residual = Residual,
            Stride = Residual ? 2 : 1,
            Pool = Residual ? null : new PoolWindow(2, 2),
            BatchNormEpsilon = BatchNormEpsilon,
            BatchNormMomentum = BatchNormMomentum,
        })];

    internal DenseHeadOptions Head => new(Stack[^1].OutChannels, Classes, Dropout, BatchNormEpsilon, BatchNormMomentum);
}
