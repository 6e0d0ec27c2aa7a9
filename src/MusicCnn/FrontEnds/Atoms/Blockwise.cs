using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Cuts extended signals into blocks, lets their spectra be folded, and joins the frames.</summary>
internal static class Blockwise
{
    /// <summary>Numbers that the blocks computed at a time may have, in or out.</summary>
    private const long Budget = 1 << 22;

    /// <summary>Returns the transform of signals.</summary>
    /// <param name="signals">The signals, extended as the grid wants them, [N, S].</param>
    /// <param name="grid">How they are cut.</param>
    /// <param name="frames">The number of frames T.</param>
    /// <param name="bins">The number of bins F.</param>
    /// <param name="fold">Maps blocks [rows, P] to the spectra of their frames, [rows, F, M], complex.</param>
    /// <returns>The transform [N, F, T], complex, a view.</returns>
    public static Tensor Run(Tensor signals, BlockGrid grid, int frames, int bins, Func<Tensor, Tensor> fold)
    {
        var count = signals.shape[0];
        var blocks = signals.unfold(1, grid.Size, (long)grid.UsefulFrames * grid.HopLength).reshape(-1, grid.Size);

        var rows = Math.Max(1, Budget / Math.Max(grid.Size, (long)bins * grid.Frames));
        var parts = new List<Tensor>();
        for (var first = 0L; first < blocks.shape[0]; first += rows)
        {
            using var scope = NewDisposeScope();
            var part = blocks.narrow(0, first, Math.Min(rows, blocks.shape[0] - first));
            parts.Add(fft.ifft(fold(part)).narrow(2, grid.Lead, grid.UsefulFrames).MoveToOuterDisposeScope());
        }

        var joined = parts.Count == 1 ? parts[0] : cat(parts, 0);
        if (grid.Blocks > 1)
            joined = joined.reshape(count, grid.Blocks, bins, grid.UsefulFrames).transpose(1, 2).reshape(count, bins, -1);
        return joined.narrow(2, 0, frames);
    }
}
