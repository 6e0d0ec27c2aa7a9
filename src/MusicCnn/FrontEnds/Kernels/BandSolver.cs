namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Finds the least spectrum without negative bins whose sums over filters are given, for one frame at a time in double precision.</summary>
/// <remarks>
/// <para>min ½‖x‖² with W x = m and x ≥ 0 is solved by x = max(0, Wᵀλ), one multiplier λ for each band. Band after band, λ is moved to where the band has
/// its sum: a rising convex function of pieces of lines, on which Newton's method ends. Rows of W are scaled to unit norm; neighboring triangles then have
/// an inner product of about 1/4, so that a pass leaves about a sixteenth of the error. Behind each pass one step of Newton's method moves all bands
/// at once, which ends what bands of a single bin would draw out. Bands that no spectrum has would need λ without end; a small multiple ε of λ is part
/// of each sum, which makes the result the non-negative least squares solution to within ε.</para>
/// <para>Source: Hildreth, "A quadratic programming procedure", Naval Research Logistics Quarterly 4, 1957.</para>
/// </remarks>
internal sealed class BandSolver
{
    private const double Epsilon = 1e-10;

    /// <summary>Added to the curvature, so that a band whose bins are all 0 does not throw the common step far out.</summary>
    private const double Damping = 1e-7;

    /// <summary>Softer bands are held to the same absolute error as one that much below the loudest.</summary>
    private const double SoftestBand = 1e-6;

    private const int MostSteps = 60;

    private readonly double[][] _weights;
    private readonly int[] _starts;
    private readonly double[] _norms;
    private readonly InverseMelOptions _options;

    /// <summary>Initializes a new instance of the <see cref="BandSolver"/> class.</summary>
    /// <param name="bank">The filters; each is zero but for a range of bins.</param>
    /// <param name="options">When to stop.</param>
    public BandSolver(MelFilterBank bank, InverseMelOptions options)
    {
        _options = options;
        (_weights, _starts, _norms) = (new double[bank.Bands][], new int[bank.Bands], new double[bank.Bands]);
        for (var band = 0; band < bank.Bands; band++)
        {
            var row = bank.Weights.AsSpan(band * bank.Bins, bank.Bins);
            var start = Math.Max(0, row.IndexOfAnyExcept(0.0));
            var weights = row[start..(row.LastIndexOfAnyExcept(0.0) + 1)].ToArray();
            var norm = Math.Sqrt(weights.Sum(weight => weight * weight));
            (_weights[band], _starts[band], _norms[band]) = (Array.ConvertAll(weights, weight => weight / norm), start, norm);
        }
    }

    /// <summary>Gets the number of bands.</summary>
    public int Bands => _weights.Length;

    /// <summary>Fills in the spectrum of a frame.</summary>
    /// <param name="bands">The sums m, not negative.</param>
    /// <param name="spectrum">The bins x.</param>
    /// <returns>The number of passes, whether the tolerance was reached, and ‖W x − m‖/‖m‖.</returns>
    public (int Iterations, bool Done, double Error) Solve(ReadOnlySpan<double> bands, Span<double> spectrum)
    {
        spectrum.Clear();
        var targets = new double[Bands];
        for (var band = 0; band < Bands; band++)
            targets[band] = _weights[band].Length == 0 ? 0 : bands[band] / _norms[band];
        var softest = SoftestBand * targets.Max();
        if (softest == 0)
            return (0, true, RelativeError(bands, spectrum));

        // While it iterates, the spectrum holds Wᵀλ, negative bins included.
        var multipliers = new double[Bands];
        var (iterations, done) = (0, false);
        while (!done && iterations < _options.MaxIterations)
        {
            iterations++;
            done = true;
            for (var band = 0; band < Bands; band++)
                done &= Meet(band, targets[band], _options.Tolerance * Math.Max(targets[band], softest), ref multipliers[band], spectrum);
            if (!done)
                Newton(targets, multipliers, spectrum);
        }

        foreach (ref var bin in spectrum)
            bin = Math.Max(0, bin);
        return (iterations, done, RelativeError(bands, spectrum));
    }

    /// <summary>Moves a band's multiplier to where the band has its sum, and returns whether it had it before.</summary>
    private bool Meet(int band, double target, double tolerance, ref double multiplier, Span<double> spectrum)
    {
        var weights = _weights[band];
        var bins = spectrum.Slice(_starts[band], weights.Length);
        for (var step = 0; step < MostSteps; step++)
        {
            var (sum, slope) = (Epsilon * multiplier, Epsilon);
            for (var i = 0; i < weights.Length; i++)
            {
                if (bins[i] > 0)
                {
                    sum += weights[i] * bins[i];
                    slope += weights[i] * weights[i];
                }
            }

            var missing = target - sum;
            if (Math.Abs(missing) <= (step == 0 ? tolerance : 0.01 * tolerance))
                return step == 0;
            var change = missing / slope;
            multiplier += change;
            for (var i = 0; i < weights.Length; i++)
                bins[i] += weights[i] * change;
        }

        return false;
    }

    /// <summary>Moves all multipliers at once, as if the bins that are positive now remained so, but no further than the objective falls.</summary>
    private void Newton(double[] targets, double[] multipliers, Span<double> spectrum)
    {
        var (gradient, diagonal, beside) = (new double[Bands], new double[Bands], new double[Bands]);
        for (var band = 0; band < Bands; band++)
        {
            var (weights, start) = (_weights[band], _starts[band]);
            gradient[band] = (Epsilon * multipliers[band]) - targets[band];
            diagonal[band] = Damping;
            for (var i = 0; i < weights.Length; i++)
            {
                if (spectrum[start + i] <= 0)
                    continue;
                gradient[band] += weights[i] * spectrum[start + i];
                diagonal[band] += weights[i] * weights[i];
                if (band + 1 < Bands && start + i - _starts[band + 1] is var other and >= 0 && other < _weights[band + 1].Length)
                    beside[band] += weights[i] * _weights[band + 1][other];
            }
        }

        // A bin belongs to neighboring bands only, so the system is tridiagonal: elimination downwards, substitution upwards.
        var direction = Array.ConvertAll(gradient, value => -value);
        for (var band = 1; band < Bands; band++)
        {
            var factor = beside[band - 1] / diagonal[band - 1];
            diagonal[band] -= factor * beside[band - 1];
            direction[band] -= factor * direction[band - 1];
        }

        for (var band = Bands - 1; band >= 0; band--)
            direction[band] = (direction[band] - (band + 1 < Bands ? beside[band] * direction[band + 1] : 0)) / diagonal[band];

        var change = new double[spectrum.Length];
        for (var band = 0; band < Bands; band++)
        {
            for (var i = 0; i < _weights[band].Length; i++)
                change[_starts[band] + i] += _weights[band][i] * direction[band];
        }

        var step = Reach(targets, multipliers, direction, spectrum, change);
        for (var band = 0; band < Bands; band++)
            multipliers[band] += step * direction[band];
        for (var bin = 0; bin < spectrum.Length; bin++)
            spectrum[bin] += step * change[bin];
    }

    /// <summary>Returns how far to go: 1, or where the slope of the objective turns positive before, found from below.</summary>
    private static double Reach(double[] targets, double[] multipliers, double[] direction, ReadOnlySpan<double> spectrum, double[] change)
    {
        var (low, high) = (0.0, 1.0);
        if (Slope(1, spectrum) <= 0)
            return 1;
        var start = -Slope(0, spectrum);
        for (var halving = 0; halving < MostSteps; halving++)
        {
            var middle = (low + high) / 2;
            var slope = Slope(middle, spectrum);
            if (slope > 0)
                high = middle;
            else if (low == middle || -slope < 0.1 * start)
                return middle;
            else
                low = middle;
        }

        return low;

        double Slope(double step, ReadOnlySpan<double> bins)
        {
            var slope = 0.0;
            for (var bin = 0; bin < bins.Length; bin++)
                slope += change[bin] * Math.Max(0, bins[bin] + (step * change[bin]));
            for (var band = 0; band < direction.Length; band++)
                slope += direction[band] * ((Epsilon * (multipliers[band] + (step * direction[band]))) - targets[band]);
            return slope;
        }
    }

    private double RelativeError(ReadOnlySpan<double> bands, ReadOnlySpan<double> spectrum)
    {
        var (error, energy) = (0.0, 0.0);
        for (var band = 0; band < Bands; band++)
        {
            var sum = 0.0;
            for (var i = 0; i < _weights[band].Length; i++)
                sum += _norms[band] * _weights[band][i] * spectrum[_starts[band] + i];
            error += (sum - bands[band]) * (sum - bands[band]);
            energy += bands[band] * bands[band];
        }

        return energy == 0 ? 0 : Math.Sqrt(error / energy);
    }
}
