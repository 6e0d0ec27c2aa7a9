using MusicCnn.Internal;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="HarmonicCnn"/>.</summary>
public sealed record HarmonicCnnOptions
{
    private const double MaxDropout = 0.99;
    private const int NarrowBlocks = 4;
    private const int EvenBlocks = 5;
    private const int MaxBlocks = 7;

    /// <summary>Gets the settings of the paper's network: 50 tags, 6 harmonics of 128 notes; 3,631,550 weights, and one in the front-end.</summary>
    public static HarmonicCnnOptions Won2020 { get; } = new() { Classes = 50 };

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of channels of the image, one for each harmonic.</summary>
    /// <value>The default value is 6, as in <see cref="FrontEnds.HarmonicFiltersOptions.Won2020"/>.</value>
    public int Harmonics { get; init => field = Require.Positive(value, "harmonics"); } = 6;

    /// <summary>Gets the number of bins of the image, one for each note; at least 128 for seven blocks.</summary>
    /// <value>The default value is 128, as in <see cref="FrontEnds.HarmonicFiltersOptions.Won2020"/>.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 128;

    /// <summary>Gets the number of filters of the first four blocks, up to 2²⁴; the others have twice as many.</summary>
    /// <value>The default value is 128.</value>
    public int Filters { get; init => field = Require.Within(value, 1, 1 << 24, "filters"); } = 128;

    /// <summary>Gets the number of blocks, from 1 to 7: the first five take the maximum of 2×2, the others of 2 bins × 3 frames.</summary>
    /// <value>The default value is 7.</value>
    public int Blocks { get; init => field = Require.Within(value, 1, MaxBlocks, "blocks"); } = MaxBlocks;

    /// <summary>Gets the share of values set to zero in training in front of the last layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-5, PyTorch's.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-5;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.1, PyTorch's.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.1;

    /// <summary>Gets the number of trainable weights of the network; moving statistics are none, and what the front-end learns is not the network's.</summary>
    public long ParameterCount => 2L * Harmonics + Stack.Sum(block => block.ParameterCount) + Head.ParameterCount;

    /// <summary>Gets the number of frames of the narrowest image of which the blocks leave something: 288 for seven.</summary>
    public int MinimumFrames => (int)SquareStack.MinimumSize(Stack).Frames;

    internal IReadOnlyList<SquareBlockOptions> Stack => [.. Enumerable.Range(0, Blocks).Select(block =>
        new SquareBlockOptions(block == 0 ? Harmonics : Channels(block - 1), Channels(block))
        {
            // Where the number of channels changes there is nothing to add.
            Residual = block is not (0 or NarrowBlocks),
            Pool = block < EvenBlocks ? new PoolWindow(2, 2) : new PoolWindow(2, 3),
            BatchNormEpsilon = BatchNormEpsilon,
            BatchNormMomentum = BatchNormMomentum,
        })];

    internal DenseHeadOptions Head => new(Stack[^1].OutChannels, Classes, Dropout, BatchNormEpsilon, BatchNormMomentum);

    private int Channels(int block) => block < NarrowBlocks ? Filters : 2 * Filters;
}
