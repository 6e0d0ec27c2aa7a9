using MathNet.Numerics.Distributions;

namespace MusicCnn.Tests.Augmentation;

/// <summary>Compares draws with distributions by Pearson's chi-square test. Draws are seeded, so a test passes always or never.</summary>
internal static class Distributions
{
    /// <summary>One true distribution in a million is refused at this level.</summary>
    private const double Level = 1e-6;

    public static void AreUniform(IEnumerable<int> draws, int choices) => Are(draws, [.. Enumerable.Repeat(1.0 / choices, choices)]);

    public static void Are(IEnumerable<int> draws, double[] shares)
    {
        var counts = new int[shares.Length];
        foreach (var draw in draws)
            counts[draw]++;
        var total = counts.Sum();
        Assert.True(shares.Where(share => share > 0).Min() * total >= 5, "Too few draws for the test.");
        Assert.All(counts.Zip(shares), pair => Assert.True(pair.Second > 0 || pair.First == 0, "A draw that cannot be."));

        var statistic = counts.Zip(shares).Where(pair => pair.Second > 0)
            .Sum(pair => Math.Pow(pair.First - (pair.Second * total), 2) / (pair.Second * total));
        var limit = ChiSquared.InvCDF(shares.Count(share => share > 0) - 1, 1 - Level);
        Assert.True(statistic < limit, FormattableString.Invariant($"Chi-square is {statistic:0.0}, above {limit:0.0}; counts: {string.Join(' ', counts)}."));
    }
}
