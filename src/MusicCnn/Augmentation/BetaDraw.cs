namespace MusicCnn.Augmentation;

/// <summary>Draws from a symmetric Beta distribution.</summary>
/// <remarks>Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 2000, with its boost by U^(1/α) for small α,
/// here in logarithms: below α = 0.01 the variables themselves are 0 in double precision.</remarks>
internal static class BetaDraw
{
    /// <summary>Returns a number from Beta(α, α).</summary>
    public static double Symmetric(double alpha, ItemRandom random)
    {
        var (first, second) = (LogGamma(alpha, random), LogGamma(alpha, random));
        return 1 / (1 + Math.Exp(second - first));
    }

    private static double LogGamma(double alpha, ItemRandom random)
    {
        var third = alpha + 1 - (1.0 / 3);
        var scale = 1 / Math.Sqrt(9 * third);
        while (true)
        {
            var normal = random.Normal();
            var root = 1 + (scale * normal);
            if (root <= 0)
                continue;
            var cube = root * root * root;
            if (Math.Log(1 - random.Unit()) < (0.5 * normal * normal) + (third * (1 - cube + Math.Log(cube))))
                return Math.Log(third * cube) + (Math.Log(1 - random.Unit()) / alpha);
        }
    }
}
