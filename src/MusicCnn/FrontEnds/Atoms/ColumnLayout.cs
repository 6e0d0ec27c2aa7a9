using System.Runtime.Intrinsics;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Lays one row of spectra out for <see cref="FoldKernel"/>: for each of four blocks the real parts of its columns, then the imaginary ones.</summary>
internal sealed unsafe class ColumnLayout
{
    /// <summary>Blocks at a time: their real and imaginary sums fill eight registers.</summary>
    public const int Blocks = 4;

    private const int Lanes = 8;

    private readonly int _reach;
    private readonly int _hop;
    private readonly double _turnsPerRow;

    // e^(2πi·center·column/h); empty where windows are centered.
    private readonly float[] _turnReal;
    private readonly float[] _turnImaginary;

    /// <summary>Initializes a new instance of the <see cref="ColumnLayout"/> class.</summary>
    /// <param name="band">The columns that atoms have; those of the mirror image come with them.</param>
    /// <param name="center">Where windows peak, in samples: spectra become those of the signal advanced by as much.</param>
    /// <param name="frames">The number of frames M.</param>
    /// <param name="hop">The number of columns of a spectrum h.</param>
    public ColumnLayout(AtomBand band, double center, int frames, int hop)
    {
        _hop = hop;
        _reach = Math.Max(band.End, -band.First);

        // One vector more than there are columns: the last vector of a band may reach beyond them.
        Stride = (((2 * _reach) + Lanes - 1) / Lanes * Lanes) + Lanes;
        _turnsPerRow = center / ((double)frames * hop);
        var turns = center == 0 ? [] : Enumerable.Range(First, Stride).Select(column => Math.SinCos(2 * Math.PI * center * column / hop)).ToArray();
        _turnReal = [.. turns.Select(turn => (float)turn.Cos)];
        _turnImaginary = [.. turns.Select(turn => (float)turn.Sin)];
    }

    /// <summary>Gets the first column.</summary>
    public int First => -_reach;

    /// <summary>Gets the distance from real to imaginary parts, and on to the next block.</summary>
    public int Stride { get; }

    /// <summary>Gets the number of values of a layout.</summary>
    public int Size => 2 * Blocks * Stride;

    /// <summary>Loads a row of some blocks; missing blocks, and what lies beyond the columns, become zero.</summary>
    /// <param name="source">The row of the first block, h complex numbers.</param>
    /// <param name="distance">The distance to the row of the next block.</param>
    /// <param name="blocks">The number of blocks, up to four.</param>
    /// <param name="row">The row r.</param>
    /// <param name="target">Where they go.</param>
    public void Load(float* source, long distance, int blocks, int row, float* target)
    {
        new Span<float>(target + (2 * blocks * Stride), 2 * (Blocks - blocks) * Stride).Clear();
        for (var block = 0; block < blocks; block++, source += distance, target += 2 * Stride)
        {
            for (var column = First; column < _reach;)
            {
                var start = ((column % _hop) + _hop) % _hop;
                var count = Math.Min(_hop - start, _reach - column);
                Split(source + (2 * start), count, target + column - First, target + Stride + column - First);
                column += count;
            }

            new Span<float>(target + (2 * _reach), Stride - (2 * _reach)).Clear();
            new Span<float>(target + Stride + (2 * _reach), Stride - (2 * _reach)).Clear();
            if (_turnReal.Length > 0)
                Advance(target, row);
        }
    }

    /// <summary>Separates real and imaginary parts.</summary>
    private static void Split(float* source, int count, float* real, float* imaginary)
    {
        var evenThenOdd = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
        var i = 0;
        for (; i + Lanes <= count; i += Lanes)
        {
            var low = Vector256.Shuffle(Vector256.Load(source + (2 * i)), evenThenOdd);
            var high = Vector256.Shuffle(Vector256.Load(source + (2 * i) + Lanes), evenThenOdd);
            Vector256.Create(low.GetLower(), high.GetLower()).Store(real + i);
            Vector256.Create(low.GetUpper(), high.GetUpper()).Store(imaginary + i);
        }

        for (; i < count; i++)
            (real[i], imaginary[i]) = (source[2 * i], source[(2 * i) + 1]);
    }

    /// <summary>Multiplies bin r + jM by e^(2πi·center(r + jM)/P).</summary>
    private void Advance(float* target, int row)
    {
        var (sine, cosine) = Math.SinCos(2 * Math.PI * _turnsPerRow * row);
        var (rowReal, rowImaginary) = ((float)cosine, (float)sine);
        for (var i = 0; i < Stride; i += Lanes)
        {
            var (columnReal, columnImaginary) = (Vector256.LoadUnsafe(ref _turnReal[i]), Vector256.LoadUnsafe(ref _turnImaginary[i]));
            var turnReal = (columnReal * rowReal) - (columnImaginary * rowImaginary);
            var turnImaginary = (columnReal * rowImaginary) + (columnImaginary * rowReal);
            var (real, imaginary) = (Vector256.Load(target + i), Vector256.Load(target + Stride + i));
            ((real * turnReal) - (imaginary * turnImaginary)).Store(target + i);
            ((real * turnImaginary) + (imaginary * turnReal)).Store(target + Stride + i);
        }
    }
}
