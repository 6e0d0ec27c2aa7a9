using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Represents how a signal is cut into blocks that overlap by the reach of the longest atom, each transformed by one FFT.</summary>
/// <param name="HopLength">The number of samples h from one frame to the next.</param>
/// <param name="Frames">The number of frames M that a block spans; its FFT has h·M samples, so that a spectrum folds at the frame rate
/// without remainder.</param>
/// <param name="Lead">The number of frames at each end of a block that are of no use, because atoms there reach beyond it.</param>
/// <param name="Blocks">The number of blocks.</param>
/// <remarks>A signal of up to about 2¹⁸ samples is one block; longer ones are cut, so that memory is bounded and one plan serves all of them.</remarks>
internal readonly record struct BlockGrid(int HopLength, int Frames, int Lead, int Blocks)
{
    /// <summary>FFT size from which signals are cut: ten seconds at 22.05 kHz with the atoms of C1.</summary>
    private const int LargeBlock = 1 << 18;

    /// <summary>A block is at least so many times as long as the reach, of which it loses two: three quarters of it are of use.</summary>
    private const int LeastReaches = 8;

    /// <summary>How many times as long as the next smaller one a block for pieces of a signal is.</summary>
    private const int PieceGrowth = 4;

    /// <summary>Gets the FFT size of a block, in samples.</summary>
    public int Size => HopLength * Frames;

    /// <summary>Gets the number of frames that a block yields.</summary>
    public int UsefulFrames => Frames - (2 * Lead);

    /// <summary>Returns the grid of a signal.</summary>
    /// <param name="frames">The number of frames of the signal.</param>
    /// <param name="hop">The number of samples from one frame to the next.</param>
    /// <param name="reach">The largest number of samples that an atom reaches from its center.</param>
    /// <param name="isDense">Whether whole spectra of all atoms must be held, so that blocks are better no longer than necessary.</param>
    public static BlockGrid Of(int frames, int hop, int reach, bool isDense = false)
    {
        var lead = (reach + hop - 1) / hop;
        return Cut(frames, hop, lead, Smooth(Math.Min(Largest(hop, reach, lead, isDense), frames + (2 * lead))));
    }

    /// <summary>Returns the grid of some frames of a longer signal: blocks of one of few sizes, whatever the number of frames, so that what
    /// is designed for a size serves again and again.</summary>
    /// <param name="frames">The number of frames.</param>
    /// <param name="hop">The number of samples from one frame to the next.</param>
    /// <param name="reach">The largest number of samples that counts before or after the center of a frame.</param>
    /// <param name="isDense">Whether whole spectra of all atoms must be held.</param>
    public static BlockGrid OfPiece(int frames, int hop, int reach, bool isDense = false)
    {
        var lead = (reach + hop - 1) / hop;
        var largest = Largest(hop, reach, lead, isDense);
        var size = Math.Min(largest, Smooth((2 * lead) + Math.Max(1, lead / 2)));
        while (size - (2 * lead) < frames && size < largest)
            size = Math.Min(largest, Smooth(PieceGrowth * size));
        return Cut(frames, hop, lead, size);
    }

    /// <summary>Returns signals [N, S], the first frame centered on their first sample, as long as the blocks reach.</summary>
    public Tensor Extend(Tensor signals, EdgePadding padding) => Extend(signals, 0, padding);

    /// <summary>Returns samples [N, S] of longer signals as long as the blocks reach: silence stands for what no frame reaches.</summary>
    /// <param name="samples">The samples that the frames reach.</param>
    /// <param name="before">The number of them before the center of the first frame.</param>
    public Tensor Place(Tensor samples, int before) => Extend(samples, before, EdgePadding.Zero);

    private Tensor Extend(Tensor samples, int before, EdgePadding padding)
    {
        var length = (((long)Blocks * UsefulFrames) + (2L * Lead)) * HopLength;
        var ahead = (Lead * HopLength) - before;
        return SignalEdges.Extend(samples, ahead, checked((int)(length - ahead - samples.shape[1])), padding);
    }

    private static int Largest(int hop, int reach, int lead, bool isDense)
    {
        var frames = Smooth((int)(Math.Max(isDense ? 0 : LargeBlock, (long)LeastReaches * reach) / hop));
        return Smooth(Math.Max(frames, (2 * lead) + 1));
    }

    private static BlockGrid Cut(int frames, int hop, int lead, int size)
    {
        var useful = size - (2 * lead);
        return new BlockGrid(hop, size, lead, (frames + useful - 1) / useful);
    }

    /// <summary>Returns the smallest number, not below another, whose prime factors an FFT likes: 2, 3, 5, 7, 11.</summary>
    internal static int Smooth(int atLeast)
    {
        for (var number = Math.Max(1, atLeast); ; number++)
        {
            var rest = number;
            foreach (var factor in (ReadOnlySpan<int>)[2, 3, 5, 7, 11])
            {
                while (rest % factor == 0)
                    rest /= factor;
            }

            if (rest == 1)
                return number;
        }
    }
}
