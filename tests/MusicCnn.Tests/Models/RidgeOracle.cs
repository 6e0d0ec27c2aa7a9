using MathNet.Numerics.LinearAlgebra;

namespace MusicCnn.Tests.Models;

/// <summary>Fits least squares with a penalty by QR of the examples with rows added for the penalty, in double precision.</summary>
internal static class RidgeOracle
{
    /// <summary>Returns examples minus the means and divided by the deviations of a training set, where there are any.</summary>
    public static double[][] Standardize(double[][] training, double[][] examples)
    {
        var scales = Enumerable.Range(0, training[0].Length).Select(feature =>
        {
            var mean = training.Average(example => example[feature]);
            var deviation = Math.Sqrt(training.Average(example => Math.Pow(example[feature] - mean, 2)));
            return (Mean: mean, Deviation: deviation == 0 ? 1 : deviation);
        }).ToArray();
        return [.. examples.Select(example => example.Select((value, feature) => (value - scales[feature].Mean) / scales[feature].Deviation).ToArray())];
    }

    /// <summary>Returns 1 for the class of an example and −1 for the others.</summary>
    public static double[][] Targets(int[] labels, int classes) => [.. labels.Select(label => Enumerable.Range(0, classes).Select(c => c == label ? 1.0 : -1.0).ToArray())];

    /// <summary>Returns the scores of examples under weights and an offset without penalty that are fitted to others, all standardized before.</summary>
    public static double[][] Scores(double[][] training, double[][] targets, double penalty, double[][] examples)
    {
        var (count, features) = (training.Length, training[0].Length);
        var rows = Matrix<double>.Build.Dense(count + features, features + 1, (i, j) =>
            i < count ? (j == features ? 1 : training[i][j]) : (i - count == j ? Math.Sqrt(penalty) : 0));
        var right = Matrix<double>.Build.Dense(count + features, targets[0].Length, (i, j) => i < count ? targets[i][j] : 0);
        var weights = rows.QR().Solve(right);
        return [.. examples.Select(example => Enumerable.Range(0, targets[0].Length).Select(c => weights[features, c] + example.Select((value, j) => value * weights[j, c]).Sum()).ToArray())];
    }
}
