namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Finds a period that is no whole number of frames, from the peaks of a correlation at its multiples.</summary>
/// <remarks>The peak at the k-th multiple is as wide as the first, so that it tells the period k times as finely.</remarks>
internal static class FinePeriod
{
    /// <summary>Returns the period near a lag, in frames; the lag itself where the correlation has no peak beside it.</summary>
    /// <param name="correlations">The correlation at lags 0 … W − 1.</param>
    /// <param name="lag">The lag.</param>
    public static double Of(ReadOnlySpan<double> correlations, int lag)
    {
        // Beyond half of the window few pairs of frames are left to correlate.
        var period = (double)lag;
        for (var multiple = 1; multiple * period <= correlations.Length / 2.0; multiple++)
        {
            if (Peak(correlations, (int)Math.Round(multiple * period)) is not { } peak)
                break;
            period = peak / multiple;
        }

        return period;
    }

    /// <summary>Returns where the parabola through the highest of three lags and its neighbors is highest, or null where that is no peak.</summary>
    private static double? Peak(ReadOnlySpan<double> correlations, int near)
    {
        if (near < 3 || near + 2 >= correlations.Length)
            return null;

        var lag = near;
        for (var candidate = near - 1; candidate <= near + 1; candidate++)
        {
            if (correlations[candidate] > correlations[lag])
                lag = candidate;
        }

        var (before, at, after) = (correlations[lag - 1], correlations[lag], correlations[lag + 1]);
        var curvature = before + after - (2 * at);
        return at > 0 && at >= before && at >= after && curvature < 0 ? lag + ((after - before) / (-2 * curvature)) : null;
    }
}
