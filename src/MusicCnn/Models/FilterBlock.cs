using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents equal convolutions behind each other and the maximum behind the last, as a part of a network; blocks compare by value.</summary>
public sealed record FilterBlock
{
    private const int MaxLayers = 64;

    /// <summary>Gets the filters of each convolution: shape, number and, where it differs from that of the network, padding.</summary>
    public required FilterGroup Filters { get; init => field = Require.NotNull(value); }

    /// <summary>Gets the number of convolutions, from 1 to 64.</summary>
    /// <value>The default value is 1.</value>
    public int Layers { get; init => field = Require.Within(value, 1, MaxLayers, "convolutions"); } = 1;

    /// <summary>Gets the height of the windows whose maximum is kept, in bins. They lie side by side, and what is left at the end is dropped.</summary>
    /// <value>The default value is 1.</value>
    public int PoolBins { get; init => field = Require.Positive(value, "bins"); } = 1;

    /// <summary>Gets the width of the windows whose maximum is kept, in frames.</summary>
    /// <value>The default value is 1.</value>
    public int PoolFrames { get; init => field = Require.Positive(value, "frames"); } = 1;

    /// <summary>Returns the block in the papers' notation, such as <c>2 × 32 of 3×3, pooled 3×3</c>.</summary>
    /// <returns>The block as text.</returns>
    public override string ToString() =>
        $"{(Layers == 1 ? "" : $"{Layers} × ")}{Filters}{((PoolBins, PoolFrames) == (1, 1) ? "" : $", pooled {PoolBins}×{PoolFrames}")}";

    /// <summary>Returns the block as a stack has it, with a multiple of its filters.</summary>
    internal ConvBlock Times(int scale)
    {
        var group = Filters with { Count = checked(Filters.Count * scale) };
        return new([.. Enumerable.Repeat(group, Layers)], new PoolWindow(PoolBins, PoolFrames));
    }

    /// <summary>Returns blocks that compare by value as a list too.</summary>
    internal static IReadOnlyList<FilterBlock> Checked(IReadOnlyList<FilterBlock> blocks, string name)
    {
        ArgumentNullException.ThrowIfNull(blocks, name);
        if (blocks.Any(block => block is null))
            throw new ArgumentException("A block must not be null.", name);
        return blocks as ValueList<FilterBlock> ?? new ValueList<FilterBlock>(blocks);
    }
}
