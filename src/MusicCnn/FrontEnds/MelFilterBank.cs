namespace MusicCnn.FrontEnds;

/// <summary>Represents the triangular filters that sum FFT bins to mel bands, in double precision.</summary>
/// <remarks>
/// <para>Shape: [B, F], B = bands from low to high, F = ⌊N/2⌋ + 1 FFT bins. The edges e₀ … e_{B+1} are equally spaced in mel from the
/// lowest to the highest frequency; band b rises from e_b to its center e_{b+1} and falls to e_{b+2}.</para>
/// <para>Bin k lies at k·rate/N hertz, which holds at odd rates and for odd N too.</para>
/// <para>Source: librosa 0.11 <c>filters.mel</c>; Kaldi and Essentia for triangles over mel. Verified against: published sums and weights of
/// librosa in double precision (6e-8 of each) and of Essentia's band generator.</para>
/// </remarks>
public sealed class MelFilterBank
{
    private readonly double[] _edges;

    /// <summary>Initializes a new instance of the <see cref="MelFilterBank"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The band limits contradict each other or the rate, or a band contains no FFT bin and
    /// <see cref="MelSpectrogramOptions.EmptyBands"/> does not allow that.</exception>
    public MelFilterBank(MelSpectrogramOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));

        Bands = options.MelBands;
        Bins = (options.FftSize / 2) + 1;
        _edges = Edges(options);
        Weights = new double[Bands * Bins];
        CenterFrequencies = Array.AsReadOnly(_edges[1..^1]);
        for (var band = 0; band < Bands; band++)
            Fill(band, options);
        if (options.EmptyBands == EmptyBands.Refuse)
            RefuseEmptyBands(options);
    }

    /// <summary>Gets the number of mel bands B.</summary>
    public int Bands { get; }

    /// <summary>Gets the number of FFT bins F.</summary>
    public int Bins { get; }

    /// <summary>Gets the frequency at which each filter peaks, in hertz, ascending.</summary>
    public IReadOnlyList<double> CenterFrequencies { get; }

    /// <summary>Gets the weights, band after band.</summary>
    internal double[] Weights { get; }

    /// <summary>Gets the weight of an FFT bin in a band.</summary>
    /// <param name="band">The band, from 0.</param>
    /// <param name="bin">The FFT bin, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The band or the bin does not exist.</exception>
    public double this[int band, int bin]
    {
        get
        {
            Internal.Require.Within(band, 0, Bands - 1, "(bands)", nameof(band));
            Internal.Require.Within(bin, 0, Bins - 1, "(FFT bins)", nameof(bin));
            return Weights[(band * Bins) + bin];
        }
    }

    private static double[] Edges(MelSpectrogramOptions options)
    {
        var low = MelConversion.ToMel(options.Formula, options.MinFrequency);
        var high = MelConversion.ToMel(options.Formula, options.ActualMaxFrequency);
        var step = (high - low) / (options.MelBands + 1);
        var edges = new double[options.MelBands + 2];
        for (var i = 0; i < edges.Length; i++)
            edges[i] = MelConversion.ToHertz(options.Formula, low + (i * step));
        return edges;
    }

    private void Fill(int band, MelSpectrogramOptions options)
    {
        var (lower, center, upper) = (_edges[band], _edges[band + 1], _edges[band + 2]);
        var row = Weights.AsSpan(band * Bins, Bins);
        var spacing = (double)options.SampleRate / options.FftSize;
        var end = options.Formula == MelFormula.EssentiaUntil2016
            ? Math.Min(Bins, (int)Math.Floor((upper / spacing) + 0.5))
            : Bins;
        for (var bin = 0; bin < end; bin++)
        {
            var frequency = bin * (double)options.SampleRate / options.FftSize;
            row[bin] = options.Triangles == MelTriangles.Hertz
                ? Triangle(frequency, lower, center, upper)
                : Triangle(Mel(frequency), Mel(lower), Mel(center), Mel(upper));
        }

        var sum = Sum(row);
        var scale = options.Normalization switch
        {
            MelNormalization.Area => 2 / (upper - lower),
            MelNormalization.UnitSum when sum > 0 => 1 / sum,
            _ => 1,
        };
        foreach (ref var weight in row)
            weight *= scale;

        double Mel(double hertz) => MelConversion.ToMel(options.Formula, hertz);
    }

    private static double Triangle(double x, double lower, double center, double upper) =>
        Math.Max(0, Math.Min((x - lower) / (center - lower), (upper - x) / (upper - center)));

    private static double Sum(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        foreach (var weight in row)
            sum += weight;
        return sum;
    }

    private void RefuseEmptyBands(MelSpectrogramOptions options)
    {
        var empty = Enumerable.Range(0, Bands).Where(band => Sum(Weights.AsSpan(band * Bins, Bins)) == 0).ToArray();
        if (empty.Length == 0)
            return;

        const int shown = 8;
        var list = string.Join(", ", empty.Take(shown)) + (empty.Length > shown ? ", …" : "");
        throw new ArgumentException(
            FormattableString.Invariant($"{empty.Length} of {Bands} mel bands lie between two FFT bins and would always be 0: bands {list}. ")
            + FormattableString.Invariant($"The bins are {(double)options.SampleRate / options.FftSize:0.##} Hz apart. ")
            + "Take a larger FftSize, fewer MelBands or a wider range, or set EmptyBands to Allow.",
            nameof(options));
    }
}
