using MathNet.Numerics.Distributions;
using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents Student's test of whether two architectures differ, on figures taken in pairs: the same folds, or the same seeds.</summary>
/// <remarks>
/// <para>t = d̄ / (s·√(1/n + c)), n − 1 degrees of freedom, where d̄ and s are mean and deviation of the n differences. c is 0 in the plain test, which takes the folds
/// for independent and so finds differences too often. Folds share most of what they train on; with c = songs tested with / songs trained on (1/9 where all but one of ten folds are trained on)
/// the test allows for that (Nadeau and Bengio, "Inference for the generalization error", Machine Learning 52, 2003, section 4).</para>
/// <para>Verified against: table values of Student's distribution, hand-computed cases.</para>
/// </remarks>
public sealed record PairedTest
{
    private PairedTest()
    {
    }

    /// <summary>Gets the mean and the deviation of the differences, first less second.</summary>
    public required MeanAndDeviation Difference { get; init; }

    /// <summary>Gets t; infinite where all differences are equal and not zero.</summary>
    public required double Statistic { get; init; }

    /// <summary>Gets the probability of differences at least this far from zero, on either side, if there were none between the architectures.</summary>
    public required double Probability { get; init; }

    /// <summary>Compares figures.</summary>
    /// <param name="first">The figures of one architecture.</param>
    /// <param name="second">Those of the other, in the same order.</param>
    /// <param name="testOverTrain">c: how many clips are tested with for each that is trained on, at least 0: <c>fold.Test.Count / (double)fold.Train.Count</c>. For k folds it is 1/(k − 1) without validation;
    /// clips to validate with are not trained on and make it larger.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">The lists differ in length or have fewer than two figures.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure is not finite, or <paramref name="testOverTrain"/> is below 0.</exception>
    public static PairedTest Of(IReadOnlyList<double> first, IReadOnlyList<double> second, double testOverTrain = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Require.NotNegative(testOverTrain, "(share)", nameof(testOverTrain));
        if (first.Count != second.Count || first.Count < 2)
            throw new ArgumentException($"Figures must come in pairs, at least two, but there are {first.Count} and {second.Count}.", nameof(second));
        var differences = first.Zip(second, (one, other) => Require.Finite(one - other, "(difference)", nameof(first))).ToArray();
        var difference = MeanAndDeviation.Of(differences);

        // Equal differences have no spread but that of rounding, which would make up a t.
        var spread = differences.All(value => value == differences[0]) ? 0 : difference.Deviation;
        var statistic = difference.Mean == 0 ? 0 : difference.Mean / (spread * Math.Sqrt(1.0 / differences.Length + testOverTrain));
        var probability = double.IsInfinity(statistic) ? 0 : 2 * StudentT.CDF(0, 1, differences.Length - 1, -Math.Abs(statistic));
        return new() { Difference = difference, Statistic = statistic, Probability = probability };
    }

    /// <summary>Returns the test in a line, such as <c>0.042 ± 0.029, t(9) = 3.06, p = 0.013</c> of ten folds of which a tenth of the rest is validated with (c = 0.1/0.81).</summary>
    /// <returns>The test as text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Difference}, t({Difference.Count - 1}) = {Statistic:0.00}, p = {Probability:0.000}");
}
