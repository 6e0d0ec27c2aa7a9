using MusicCnn.Internal;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Computes constant-Q transforms with given atoms in the frequency domain, at the full rate.</summary>
/// <remarks>
/// <para>C(k, t) = Σ_m κ_k(m) x(th + m). A block of P = h·M samples has the spectrum X; with A_k(q) = Σ_m κ_k(m) e^(2πiqm/P),
/// C(k, t) = 1/P Σ_q A_k(q) X(q) e^(2πiqt/M), for th/P = t/M. So the product folds: bins M apart are summed, and an inverse FFT of M
/// numbers gives all frames. Nothing is approximated but the far side lobes of A_k, which are left out.</para>
/// <para>Through tensors it is differentiable, on any device, in float32 and float64: the fold is a matrix product for each row of the
/// spectrum. Where no gradient is needed, on the CPU in float32, <see cref="FoldKernel"/> folds.</para>
/// </remarks>
internal sealed class AtomTransform
{
    private readonly AtomBank _bank;
    private readonly ColumnSpectrum _columns;
    private readonly Lazy<IReadOnlyList<FoldGroup>> _groups;
    private readonly Recent<(int Frames, ScalarType Type), Array[]> _spectra = new();
    private readonly Recent<int, FoldKernel> _kernels = new();

    /// <summary>Initializes a new instance of the <see cref="AtomTransform"/> class.</summary>
    /// <param name="bank">The atoms.</param>
    public AtomTransform(AtomBank bank)
    {
        _bank = bank;
        _columns = new ColumnSpectrum(bank.Options.HopLength);
        _groups = new(() => FoldGroup.Of(bank));
    }

    /// <summary>Returns the transform of signals.</summary>
    /// <param name="signals">The signals [N, S].</param>
    /// <param name="scales">The factors of the bins [F], of the signals' type.</param>
    /// <returns>The complex transform [N, F, T].</returns>
    public Tensor Analyze(Tensor signals, Tensor scales)
    {
        using var scope = NewDisposeScope();
        var frames = _bank.FrameCount(checked((int)signals.shape[1]), nameof(signals));
        var grid = BlockGrid.Of(frames, _bank.Options.HopLength, _bank.Reach);
        return Analyze(grid.Extend(signals, _bank.Options.ActualEdgePadding), grid, frames, scales).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the transform of extended signals.</summary>
    /// <param name="signals">The signals, extended as the grid wants them.</param>
    /// <param name="grid">How they are cut.</param>
    /// <param name="frames">The number of frames T.</param>
    /// <param name="scales">The factors of the bins [F], of the signals' type.</param>
    /// <returns>The complex transform [N, F, T].</returns>
    public Tensor Analyze(Tensor signals, BlockGrid grid, int frames, Tensor scales)
    {
        using var scope = NewDisposeScope();
        var isFused = signals.dtype == ScalarType.Float32 && signals.device_type == DeviceType.CPU
            && !(is_grad_enabled() && signals.requires_grad);
        Func<Tensor, Tensor> fold = isFused ? spectrum => Kernel(grid).Fold(spectrum) : spectrum => Fold(spectrum, grid);
        var transform = Blockwise.Run(signals, grid, frames, _bank.Atoms.Count, blocks => fold(_columns.Compute(blocks)));
        return (transform * Factors(scales)).MoveToOuterDisposeScope();
    }

    private FoldKernel Kernel(BlockGrid grid) => _kernels.Get(grid.Frames, frames => new FoldKernel(_bank, frames));

    /// <summary>Returns the folded spectra of blocks through tensors: [N, ⌊M/2⌋ + 1, h] to [N, F, M].</summary>
    private Tensor Fold(Tensor spectrum, BlockGrid grid)
    {
        using var scope = NewDisposeScope();
        var type = spectrum.dtype == ScalarType.ComplexFloat64 ? ScalarType.Float64 : ScalarType.Float32;
        var spectra = _spectra.Get((grid.Frames, type), Spectra);
        var (order, lower, upper) = (new List<int>(), new List<Tensor>(), new List<Tensor>());
        foreach (var sharing in _groups.Value.Index().GroupBy(group => group.Item.Center))
        {
            var band = AtomBand.Union(sharing.SelectMany(group => new[] { group.Item.Band, group.Item.Mirrored }));
            var columns = Advance(ColumnSpectrum.Columns(spectrum, band), band, sharing.Key, grid);
            columns = view_as_real(columns).permute(1, 0, 3, 2).reshape(spectrum.shape[1], -1, band.Count);     // [rows, 2N, columns]
            foreach (var (index, group) in sharing)
            {
                var atoms = from_array(spectra[index], device: spectrum.device).reshape(2, spectrum.shape[1], group.Band.Count, group.Bins.Length);
                lower.Add(columns.narrow(2, group.Band.First - band.First, group.Band.Count).bmm(atoms[0]));    // [rows, 2N, bins]
                upper.Add(columns.narrow(2, group.Mirrored.First - band.First, group.Band.Count).bmm(atoms[1]));
                order.AddRange(group.Bins);
            }
        }

        var places = Enumerable.Range(0, order.Count).OrderBy(place => order[place]).Select(place => (long)place).ToArray();
        var sorting = tensor(places, device: spectrum.device);
        var below = Complex(cat(lower, 2), sorting);
        var above = Complex(cat(upper, 2), sorting).narrow(2, 1, grid.Frames - spectrum.shape[1]).flip(2).conj();
        return cat([below, above], 2).MoveToOuterDisposeScope();
    }

    /// <summary>Returns products [rows, 2N, F], real and imaginary parts in turn, as [N, F, rows], complex, bins in order.</summary>
    private static Tensor Complex(Tensor products, Tensor sorting) =>
        view_as_complex(products.reshape(products.shape[0], -1, 2, products.shape[2]).permute(1, 3, 0, 2).index_select(1, sorting).contiguous());

    /// <summary>Returns columns of the spectrum of signals advanced by a part of a sample.</summary>
    private static Tensor Advance(Tensor columns, AtomBand band, double center, BlockGrid grid)
    {
        if (center == 0)
            return columns;
        var alongColumns = Turns(Enumerable.Range(band.First, band.Count).Select(column => center * column / grid.HopLength), columns);
        var alongRows = Turns(Enumerable.Range(0, (int)columns.shape[1]).Select(row => center * row / grid.Size), columns);
        return columns * alongColumns * alongRows.unsqueeze(1);
    }

    /// <summary>Returns e^(2πi·turns), of the precision and on the device of another tensor.</summary>
    private static Tensor Turns(IEnumerable<double> turns, Tensor like)
    {
        var values = turns.SelectMany(turn => new[] { Math.Cos(2 * Math.PI * turn), Math.Sin(2 * Math.PI * turn) }).ToArray();
        var type = like.dtype is ScalarType.ComplexFloat64 or ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return ComplexPairs.ToTensor(values, [values.Length / 2], type, like.device);
    }

    private Array[] Spectra((int Frames, ScalarType Type) key) => [.. _groups.Value.Select(group => group.Spectra(_bank, key.Frames, key.Type))];

    /// <summary>Returns the factors of the bins, [F, 1]: of the normalization, and of windows that are not centered.</summary>
    private Tensor Factors(Tensor scales)
    {
        var factors = scales.unsqueeze(1);
        return _bank.Atoms.All(atom => atom.Center == 0)
            ? factors
            : factors * Turns(_bank.Atoms.Select(atom => -atom.Center * atom.Frequency), scales).unsqueeze(1);
    }
}
