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
        var largest = Smooth((int)(Math.Max(isDense ? 0 : LargeBlock, (long)LeastReaches * reach) / hop));
        largest = Smooth(Math.Max(largest, (2 * lead) + 1));
        var whole = Smooth(Math.Min(largest, frames + (2 * lead)));
        var useful = whole - (2 * lead);
        return new BlockGrid(hop, whole, lead, (frames + useful - 1) / useful);
    }

    /// <summary>Returns the number of samples that a signal needs after its end.</summary>
    public int After(int samples) => checked((int)((((long)Blocks * UsefulFrames) + Lead) * HopLength) - samples);

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
