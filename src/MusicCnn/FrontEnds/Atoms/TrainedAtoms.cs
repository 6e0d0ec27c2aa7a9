using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Computes transforms with atoms that are parameters: their samples, one atom after another, real and imaginary parts.</summary>
/// <remarks>Each atom keeps its length and its place. Spectra are used whole, so gradients reach every sample as if it had been a sum over time.</remarks>
internal static class TrainedAtoms
{
    /// <summary>Numbers that the spectra of the atoms computed at a time may have.</summary>
    private const int Budget = 1 << 22;

    /// <summary>Returns the parameter [2, ΣL] that holds the atoms of a bank.</summary>
    public static Tensor Create(AtomBank bank)
    {
        var values = bank.Atoms.SelectMany(atom => Enumerable.Range(atom.First, atom.Samples).Select(m => atom.Value(m))).ToArray();
        using var scope = NewDisposeScope();
        var samples = tensor(values.Select(value => value.Real).Concat(values.Select(value => value.Imaginary)).ToArray(), [2, values.Length]);
        return nn.Parameter(samples.to(ScalarType.Float32)).DetachFromDisposeScope();
    }

    /// <summary>Returns the transform of extended signals.</summary>
    /// <param name="bank">The bank that the atoms were made from.</param>
    /// <param name="signals">The signals, extended as the grid wants them.</param>
    /// <param name="grid">How they are cut.</param>
    /// <param name="frames">The number of frames T.</param>
    /// <param name="samples">The atoms [2, ΣL].</param>
    /// <returns>The complex transform [N, F, T].</returns>
    public static Tensor Analyze(AtomBank bank, Tensor signals, BlockGrid grid, int frames, Tensor samples)
    {
        using var scope = NewDisposeScope();
        var spectra = Spectra(bank, grid, samples);
        return Blockwise.Run(signals, grid, frames, bank.Atoms.Count, blocks => Fold(blocks, grid, spectra)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the spectra of the atoms over the hop length, as matrices [M, columns, bins], some bins at a time.</summary>
    private static List<Tensor> Spectra(AtomBank bank, BlockGrid grid, Tensor samples)
    {
        var result = new List<Tensor>();
        var binsAtATime = Math.Max(1, Budget / grid.Size);
        var offset = 0L;
        for (var first = 0; first < bank.Atoms.Count; first += binsAtATime)
        {
            using var scope = NewDisposeScope();
            var atoms = bank.Atoms.Skip(first).Take(binsAtATime).ToArray();
            var places = atoms.SelectMany((atom, row) => Enumerable.Range(atom.First, atom.Samples)
                .Select(m => ((long)row * grid.Size) + ((m + grid.Size) % grid.Size))).ToArray();
            var laid = zeros([2, (long)atoms.Length * grid.Size], dtype: samples.dtype, device: samples.device)
                .index_add(1, tensor(places, device: samples.device), samples.narrow(1, offset, places.Length), 1);
            offset += places.Length;

            // Σ κ(m) e^(2πiqm/P) is P times the inverse FFT; over h that leaves M.
            var spectra = fft.ifft(complex(laid[0], laid[1]).reshape(-1, grid.Size)) * grid.Frames;
            result.Add(spectra.reshape(-1, grid.HopLength, grid.Frames).permute(2, 1, 0).MoveToOuterDisposeScope());
        }

        return result;
    }

    private static Tensor Fold(Tensor blocks, BlockGrid grid, List<Tensor> spectra)
    {
        using var scope = NewDisposeScope();
        var columns = fft.fft_(blocks).reshape(-1, grid.HopLength, grid.Frames).permute(2, 0, 1);       // [M, rows, columns]
        var folded = cat([.. spectra.Select(atoms => columns.bmm(atoms))], 2);                          // [M, rows, bins]
        return folded.permute(1, 2, 0).MoveToOuterDisposeScope();
    }
}
