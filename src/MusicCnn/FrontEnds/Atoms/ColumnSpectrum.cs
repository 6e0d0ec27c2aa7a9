using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Computes the spectra of blocks of h·M samples as columns of M bins: bin r + jM stands in row r and column j.</summary>
/// <remarks>
/// With n = a + h·b, X(r + jM) = Σ_a e^(−2πija/h) [e^(−2πira/P) Σ_b x(a + hb) e^(−2πirb/M)]: an FFT over b, a turn, an FFT over a. It costs what
/// one long FFT costs and leaves side by side what is summed when a spectrum folds. For real blocks the rows to M/2 say everything:
/// X(−q) is the conjugate of X(q).
/// </remarks>
internal sealed class ColumnSpectrum
{
    private readonly int _hop;
    private readonly Recent<(int Frames, ScalarType Type), Array> _turns = new();

    /// <summary>Initializes a new instance of the <see cref="ColumnSpectrum"/> class.</summary>
    /// <param name="hop">The number of columns h.</param>
    public ColumnSpectrum(int hop)
    {
        _hop = hop;
    }

    /// <summary>Returns the number of rows of a spectrum, ⌊M/2⌋ + 1.</summary>
    public static int Rows(int frames) => (frames / 2) + 1;

    /// <summary>Returns the spectra of real blocks [N, h·M] as [N, ⌊M/2⌋ + 1, h], complex.</summary>
    public Tensor Compute(Tensor blocks)
    {
        using var scope = NewDisposeScope();
        var frames = (int)(blocks.shape[1] / _hop);
        var turns = from_array(_turns.Get((frames, blocks.dtype), Turns), device: blocks.device).reshape(Rows(frames), _hop, 2);
        if (blocks.dtype == ScalarType.Float64)
            turns = turns.clone(); // Complex numbers of doubles must lie at multiples of 16 bytes, which a managed array does not promise.
        var rows = fft.rfft(blocks.reshape(-1, frames, _hop), dim: 1).mul_(view_as_complex(turns));
        return fft.fft_(rows).MoveToOuterDisposeScope();
    }

    /// <summary>Returns columns of a spectrum, which is periodic in them, [N, rows, columns].</summary>
    /// <param name="spectrum">The spectrum [N, rows, h].</param>
    /// <param name="band">The columns, negative ones too.</param>
    public static Tensor Columns(Tensor spectrum, AtomBand band)
    {
        var hop = spectrum.shape[2];
        var parts = new List<Tensor>();
        for (long column = band.First; column < band.End;)
        {
            var start = ((column % hop) + hop) % hop;
            var count = Math.Min(hop - start, band.End - column);
            parts.Add(spectrum.narrow(2, start, count));
            column += count;
        }

        return parts.Count == 1 ? parts[0] : cat(parts, 2);
    }

    private Array Turns((int Frames, ScalarType Type) key)
    {
        var rows = Rows(key.Frames);
        var turns = new double[checked(rows * _hop * 2)];
        var size = (double)key.Frames * _hop;
        for (var r = 0; r < rows; r++)
        {
            for (var a = 0; a < _hop; a++)
            {
                var place = 2 * ((r * _hop) + a);
                (turns[place + 1], turns[place]) = Math.SinCos(-2 * Math.PI * r * a / size);
            }
        }

        return key.Type == ScalarType.Float64 ? turns : Array.ConvertAll(turns, value => (float)value);
    }
}
