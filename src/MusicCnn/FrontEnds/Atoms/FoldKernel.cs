using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Multiplies spectra by the atoms' bands and folds them at the frame rate, on the CPU in float32 without a graph, in vectors and on
/// as many threads as torch uses.</summary>
/// <remarks>
/// <para>Y(k, r) = Σ_j A_k(r + jM) X(r + jM), r = 0 … M − 1. Row r of the spectrum holds all of it for r and, conjugated, for M − r; it
/// stays in the cache while the atoms, laid out row after row, stream by once.</para>
/// <para>A signal's values do not depend on the others in the batch.</para>
/// </remarks>
internal sealed unsafe class FoldKernel
{
    private const int Lanes = 8;

    private readonly AtomBank _bank;
    private readonly int _frames;
    private readonly int[] _offsets;
    private readonly int _length;
    private readonly float[] _spectra;
    private readonly ColumnLayout[] _layouts;
    private readonly int[] _layoutOf;

    /// <summary>Initializes a new instance of the <see cref="FoldKernel"/> class.</summary>
    /// <param name="bank">The atoms.</param>
    /// <param name="frames">The number of frames M of a block.</param>
    public FoldKernel(AtomBank bank, int frames)
    {
        _bank = bank;
        _frames = frames;
        _offsets = new int[bank.Atoms.Count];
        for (var bin = 0; bin < _offsets.Length; bin++)
        {
            _offsets[bin] = _length;
            _length += Vectors(bank.Bands[bin].Count) * Lanes;
        }

        var centers = bank.Atoms.Select(atom => atom.Center).Distinct().ToArray();
        _layoutOf = [.. bank.Atoms.Select(atom => Array.IndexOf(centers, atom.Center))];
        _layouts = [.. centers.Select((center, layout) => new ColumnLayout(
            AtomBand.Union(bank.Bands.Where((_, bin) => _layoutOf[bin] == layout)), center, frames, bank.Options.HopLength))];
        _spectra = new float[checked(frames * _length)];
        for (var bin = 0; bin < _offsets.Length; bin++)
            Spread(bin);
    }

    /// <summary>Returns the folded spectra of blocks.</summary>
    /// <param name="spectrum">The spectra, [N, ⌊M/2⌋ + 1, h], complex float32 on the CPU, contiguous.</param>
    /// <returns>The folded spectra [N, F, M], without the atoms' scales, over the hop length.</returns>
    public Tensor Fold(Tensor spectrum)
    {
        var blocks = (int)spectrum.shape[0];
        var result = empty([blocks, _offsets.Length, _frames], dtype: ScalarType.ComplexFloat32);
        fixed (byte* source = spectrum.bytes, target = result.bytes)
        {
            var (from, to) = ((nint)source, (nint)target);
            var size = (nuint)(_layouts.Max(layout => layout.Size) * sizeof(float));
            Parallel.For(
                0,
                ColumnSpectrum.Rows(_frames),
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) },
                () => (nint)NativeMemory.AlignedAlloc(size, 64),
                (row, _, buffer) =>
                {
                    FoldRow((float*)from, (float*)to, row, blocks, (float*)buffer);
                    return buffer;
                },
                buffer => NativeMemory.AlignedFree((void*)buffer));
        }

        GC.KeepAlive(spectrum); // A pointer into a tensor's memory does not.
        return result;
    }

    private static int Vectors(int columns) => (columns + Lanes - 1) / Lanes;

    private void FoldRow(float* spectrum, float* result, int row, int blocks, float* columns)
    {
        var (rows, hop, mirror) = (ColumnSpectrum.Rows(_frames), _bank.Options.HopLength, (_frames - row) % _frames);
        for (var first = 0; first < blocks; first += ColumnLayout.Blocks)
        {
            var count = Math.Min(ColumnLayout.Blocks, blocks - first);
            var target = result + ((long)first * _offsets.Length * _frames * 2);
            for (var layout = 0; layout < _layouts.Length; layout++)
            {
                _layouts[layout].Load(spectrum + ((((long)first * rows) + row) * hop * 2), (long)rows * hop * 2, count, row, columns);
                for (var bin = 0; bin < _offsets.Length; bin++)
                {
                    if (_layoutOf[bin] != layout)
                        continue;
                    Product(columns, _layouts[layout], bin, row, 1, target, count);
                    if (mirror != row)
                        Product(columns, _layouts[layout], bin, mirror, -1, target, count);
                }
            }
        }
    }

    /// <summary>Writes Y(k, r) of some blocks; a negative sign conjugates.</summary>
    private void Product(float* columns, ColumnLayout layout, int bin, int row, int sign, float* result, int blocks)
    {
        var band = _bank.Bands[bin];
        var x = columns + (sign > 0 ? band.First : -band.End) - layout.First;
        var stride = layout.Stride;
        Vector256<float> real0 = default, imaginary0 = default, real1 = default, imaginary1 = default;
        Vector256<float> real2 = default, imaginary2 = default, real3 = default, imaginary3 = default;
        fixed (float* spectra = _spectra)
        {
            var atom = spectra + (((long)row * _length) + _offsets[bin]);
            var end = atom + (Vectors(band.Count) * Lanes);
            for (; atom < end; atom += Lanes, x += Lanes)
            {
                var weight = Vector256.Load(atom);
                real0 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x), real0);
                imaginary0 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x + stride), imaginary0);
                real1 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x + (2 * stride)), real1);
                imaginary1 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x + (3 * stride)), imaginary1);
                real2 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x + (4 * stride)), real2);
                imaginary2 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x + (5 * stride)), imaginary2);
                real3 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x + (6 * stride)), real3);
                imaginary3 = Vector256.MultiplyAddEstimate(weight, Vector256.Load(x + (7 * stride)), imaginary3);
            }
        }

        var target = result + ((((long)bin * _frames) + row) * 2);
        var next = (long)_offsets.Length * _frames * 2;
        (target[0], target[1]) = (Vector256.Sum(real0), sign * Vector256.Sum(imaginary0));
        if (blocks > 1)
            (target[next], target[next + 1]) = (Vector256.Sum(real1), sign * Vector256.Sum(imaginary1));
        if (blocks > 2)
            (target[2 * next], target[(2 * next) + 1]) = (Vector256.Sum(real2), sign * Vector256.Sum(imaginary2));
        if (blocks > 3)
            (target[3 * next], target[(3 * next) + 1]) = (Vector256.Sum(real3), sign * Vector256.Sum(imaginary3));
    }

    /// <summary>Lays the spectrum of an atom out row after row; in rows that are read off their mirror image, from the last column to the first.</summary>
    private void Spread(int bin)
    {
        var count = _bank.Bands[bin].Count;
        var values = AtomSpectrum.Columns(_bank.Atoms[bin], _bank.Bands[bin], _frames, _bank.Options.HopLength);
        for (var row = 0; row < _frames; row++)
        {
            var target = _spectra.AsSpan((row * _length) + _offsets[bin], count);
            for (var column = 0; column < count; column++)
                target[column] = (float)values[(column * _frames) + row];
            if (row >= ColumnSpectrum.Rows(_frames))
                target.Reverse();
        }
    }
}
