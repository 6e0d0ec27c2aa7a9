using System.Numerics;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes per-channel energy normalization frame after frame, on the CPU for float32 without a graph.</summary>
/// <remarks>Everything is double precision, rounded once at the end. A frame's value depends on the level before it and on nothing else: every element
/// goes through the same vector functions, those at the end of a row too. So an image gives the same bits in pieces as in one.</remarks>
internal sealed unsafe class PcenKernel
{
    /// <summary>Frames that are smoothed before they are compressed; a multiple of every vector's length.</summary>
    private const int Chunk = 256;

    /// <summary>Below it, three terms of a series are more precise than the difference of two numbers near 1.</summary>
    private const double SeriesEnd = 1e-4;

    private readonly PcenOptions _options;
    private readonly PcenBand[] _bands;

    /// <summary>Initializes a new instance of the <see cref="PcenKernel"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="bands">The constants of each band.</param>
    public PcenKernel(PcenOptions options, PcenBand[] bands)
    {
        _options = options;
        _bands = bands;
    }

    /// <summary>Returns the normalized image.</summary>
    /// <param name="image">The image [M, F, T], float32, contiguous, on the CPU.</param>
    /// <param name="levels">The smoothed levels [M, F] before the first frame and, afterwards, of the last.</param>
    /// <param name="fresh">Whether there are no levels yet.</param>
    public Tensor Run(Tensor image, double[] levels, bool fresh)
    {
        var (rows, frames) = (levels.Length, (int)image.shape[2]);
        var result = empty(image.shape, dtype: ScalarType.Float32);
        fixed (byte* source = image.bytes, target = result.bytes)
        {
            var (from, to) = ((nint)source, (nint)target);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) };
            Parallel.For(0, rows, parallel, row =>
            {
                var band = row % _bands.Length;
                var below = Math.Min(band, _options.NeighborBands / 2);
                var above = Math.Min(_bands.Length - 1 - band, _options.NeighborBands - 1 - (_options.NeighborBands / 2));
                var values = (float*)from + ((long)row * frames);
                if (fresh)
                    levels[row] = _options.Start == PcenStart.UnitLevel ? 1 : Loudest(values, frames, below, above);
                levels[row] = Row(_bands[band], values, (float*)to + ((long)row * frames), frames, below, above, levels[row]);
            });
        }

        GC.KeepAlive(image); // A pointer into a tensor's memory does not.
        return result;
    }

    private double Row(in PcenBand band, float* values, float* result, int frames, int below, int above, double level)
    {
        double* value = stackalloc double[Chunk];
        double* smoothed = stackalloc double[Chunk];
        var kept = 1 - band.Smoothing;
        for (var first = 0; first < frames; first += Chunk)
        {
            var count = Math.Min(Chunk, frames - first);
            for (var t = 0; t < count; t++)
            {
                value[t] = _options.Scale * values[first + t];
                var loudest = below + above == 0 ? value[t] : Loudest(values + first + t, frames, below, above);
                level = (kept * level) + (band.Smoothing * loudest);
                smoothed[t] = level;
            }

            for (var t = 0; t < count; t += Vector<double>.Count)
            {
                for (var rest = count; rest < t + Vector<double>.Count; rest++)
                    (value[rest], smoothed[rest]) = (0, 1);
                Vector.Store(Compressed(band, Vector.Load(value + t), Vector.Load(smoothed + t)), value + t);
            }

            for (var t = 0; t < count; t++)
                result[first + t] = (float)value[t];
        }

        return level;
    }

    /// <summary>Returns the largest value of a frame in the neighboring bands, scaled.</summary>
    private double Loudest(float* value, long stride, int below, int above)
    {
        var loudest = value[-below * stride];
        for (var band = 1 - below; band <= above; band++)
            loudest = Math.Max(loudest, value[band * stride]);
        return _options.Scale * loudest;
    }

    private Vector<double> Compressed(in PcenBand band, Vector<double> value, Vector<double> level)
    {
        var x = value * Vector.Exp(-band.Gain * Vector.Log(level + new Vector<double>(_options.Floor)));
        var small = new Vector<double>(SeriesEnd);
        if (_options.Power == 0)
        {
            var series = x * (Vector<double>.One - (x * (new Vector<double>(0.5) - (x * (1.0 / 3)))));
            return Vector.ConditionalSelect(Vector.LessThan(x, small), series, Vector.Log(Vector<double>.One + x));
        }

        var power = band.Power;
        if (_options.Bias == 0)
            return x * Vector.Exp((power - 1) * Vector.Log(Vector.Max(x, new Vector<double>(Pcen.SmallestPowerBase))));

        // (1 + u)^r − 1
        var u = x / new Vector<double>(band.Bias);
        var binomial = power * u * (Vector<double>.One + ((power - 1) / 2 * u * (Vector<double>.One + ((power - 2) / 3 * u))));
        var difference = Vector.Exp(power * Vector.Log(Vector<double>.One + u)) - Vector<double>.One;
        return band.BiasPower * Vector.ConditionalSelect(Vector.LessThan(u, small), binomial, difference);
    }
}
