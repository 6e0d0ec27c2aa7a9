using MathNet.Numerics.LinearAlgebra;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the linear classifier to least squares by QR, and its errors without an example to fits without it.</summary>
public class RidgeClassifierTests
{
    private const int Classes = 3;

    [Theory]
    [InlineData(20, 6, 0.5)]
    [InlineData(20, 6, 300.0)]
    [InlineData(9, 14, 0.5)]
    [InlineData(7, 7, 2.0)]
    public void Scores_are_those_of_least_squares_with_rows_for_the_penalty(int count, int features, double penalty)
    {
        var (training, labels) = Examples(count, features, seed: 1);
        var (test, _) = Examples(5, features, seed: 2);
        using var ridge = new RidgeClassifier(new() { Features = features, Classes = Classes, Penalty = penalty });
        Fit(ridge, training, labels);

        using var scores = ridge.call(Tensor(test));

        var expected = RidgeOracle.Scores(
            RidgeOracle.Standardize(training, training), RidgeOracle.Targets(labels, Classes), penalty, RidgeOracle.Standardize(training, test));
        // Normal equations square the condition of the problem, here at most a few thousand.
        TensorAssert.CloseToPeak([.. expected.SelectMany(row => row)], scores, 1e-10);
        Assert.Equal(penalty, ridge.Penalty);
    }

    [Theory]
    [InlineData(14, 4, 0.3)]
    [InlineData(14, 4, 20.0)]
    [InlineData(8, 11, 3.0)]
    public void Errors_without_an_example_are_those_of_fits_without_it(int count, int features, double penalty)
    {
        var (training, labels) = Examples(count, features, seed: 3);
        var standardized = RidgeOracle.Standardize(training, training);
        var targets = RidgeOracle.Targets(labels, Classes);
        using var scope = NewDisposeScope();
        var solver = new RidgeSolver(Tensor(standardized), Tensor(targets));

        var error = solver.LeaveOneOutError(penalty);

        var missed = Enumerable.Range(0, count).SelectMany(left =>
        {
            var others = Enumerable.Range(0, count).Where(example => example != left).ToArray();
            var scores = RidgeOracle.Scores([.. others.Select(i => standardized[i])], [.. others.Select(i => targets[i])], penalty, [standardized[left]])[0];
            return scores.Zip(targets[left], (score, target) => Math.Pow(target - score, 2));
        });
        Assert.Equal(1, error / missed.Average(), 1e-9);
    }

    [Theory]
    [InlineData(30, 5)]
    [InlineData(12, 40)]
    public void The_penalty_chosen_has_the_least_error_of_those_tried(int count, int features)
    {
        var (training, labels) = Examples(count, features, seed: 4);
        var standardized = RidgeOracle.Standardize(training, training);
        using var ridge = new RidgeClassifier(new() { Features = features, Classes = Classes });
        Fit(ridge, training, labels);
        using var scope = NewDisposeScope();
        var solver = new RidgeSolver(Tensor(standardized), Tensor(RidgeOracle.Targets(labels, Classes)));
        var matrix = Matrix<double>.Build.DenseOfRowArrays(standardized);
        var largest = matrix.TransposeThisAndMultiply(matrix).Evd().EigenValues.Max(value => value.Real);

        double[] tried = [.. Enumerable.Range(0, 17).Select(step => largest * Math.Pow(10, -6 + (step / 2.0)))];

        Assert.Contains(tried, penalty => Math.Abs(ridge.Penalty / penalty - 1) < 1e-9);
        Assert.All(tried, penalty => Assert.True(solver.LeaveOneOutError(ridge.Penalty) <= solver.LeaveOneOutError(penalty) * (1 + 1e-6), $"{penalty} is better than {ridge.Penalty}."));
    }

    [Fact]
    public void Noise_is_fitted_with_a_large_penalty_and_plain_classes_with_a_small_one()
    {
        var (plain, labels) = Examples(60, 4, seed: 5, distance: 4);
        var (noise, _) = Examples(60, 4, seed: 6, distance: 0);

        Assert.True(Chosen(noise) > 30 * Chosen(plain), $"{Chosen(noise)} against {Chosen(plain)}.");

        double Chosen(double[][] examples)
        {
            using var ridge = new RidgeClassifier(new() { Features = 4, Classes = Classes });
            Fit(ridge, examples, labels);
            return ridge.Penalty;
        }
    }

    [Fact]
    public void Classes_apart_are_told_apart_and_a_feature_that_never_changes_does_no_harm()
    {
        var (training, labels) = Examples(60, 4, seed: 7, distance: 6);
        var (test, expected) = Examples(40, 4, seed: 8, distance: 6);
        using var ridge = new RidgeClassifier(new() { Features = 5, Classes = Classes });
        Fit(ridge, Constant(training, 0.1), labels);

        Assert.Equal(expected, ridge.Predict(Tensor(Constant(test, 0.1))));
        // What was the same in all of the training set has no weight.
        Assert.Equal(expected, ridge.Predict(Tensor(Constant(test, 1_000))));

        static double[][] Constant(double[][] examples, double value) => [.. examples.Select(example => example.Append(value).ToArray())];
    }

    [Fact]
    public void Single_precision_features_get_single_precision_scores_of_double_precision_sums()
    {
        var (training, labels) = Examples(20, 6, seed: 1);
        using var ridge = new RidgeClassifier(new() { Features = 6, Classes = Classes, Penalty = 1 });
        using var features = Tensor(training).to(ScalarType.Float32);
        ridge.Fit(features, labels);

        using var single = ridge.call(features);
        using var twice = ridge.call(features.to(ScalarType.Float64));

        Assert.Equal(ScalarType.Float32, single.dtype);
        TensorAssert.Close(twice, single, Tolerance.Float32Rounding * 4);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        using var ridge = new RidgeClassifier(new() { Features = 2, Classes = Classes });
        using var features = ones(3, 2);
        using var broken = tensor(new[] { 1f, 2f, 3f, float.NaN, 5f, 6f }, [3, 2]);

        Assert.Contains("has no weights yet. Call Fit", Assert.Throws<InvalidOperationException>(() => ridge.call(features)).Message);
        Assert.Contains("a label for each of 3 examples, but there are 2", Assert.Throws<ArgumentException>(() => ridge.Fit(features, [0, 1])).Message);
        Assert.Contains("between 0 and 2 (classes), but was 3", Assert.Throws<ArgumentOutOfRangeException>(() => ridge.Fit(features, [0, 1, 3])).Message);
        Assert.Contains("All 3 examples are of class 1", Assert.Throws<ArgumentException>(() => ridge.Fit(features, [1, 1, 1])).Message);
        Assert.Contains("example 1 has one that is not", Assert.Throws<ArgumentException>(() => ridge.Fit(broken, [0, 1, 2])).Message);
        Assert.Contains("above 0 (penalty), but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => new RidgeClassifierOptions { Features = 2, Classes = 2, Penalty = 0 }).Message);
        Assert.Contains("2 and 2147483647 classes, but was 1", Assert.Throws<ArgumentOutOfRangeException>(() => new RidgeClassifierOptions { Features = 2, Classes = 1 }).Message);
    }

    [Fact]
    public void Fitting_leaves_no_tensor_behind()
    {
        var (training, labels) = Examples(20, 6, seed: 1);
        using var ridge = new RidgeClassifier(new() { Features = 6, Classes = Classes });
        using var features = Tensor(training);

        Assert.Equal(0, LiveTensors.ChangeBy(() => ridge.Fit(features, labels)));
    }

    /// <summary>Returns examples of three classes in turn, each feature normally distributed around a place of the class.</summary>
    private static (double[][] Examples, int[] Labels) Examples(int count, int features, int seed, double distance = 1)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Classes)];
        return ([.. labels.Select(label => Enumerable.Range(0, features).Select(j => (10 * j) + (j + 1) * (Normal() + (distance * Math.Cos((2 * label) + j)))).ToArray())], labels);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static void Fit(RidgeClassifier ridge, double[][] training, int[] labels)
    {
        using var features = Tensor(training);
        ridge.Fit(features, labels);
    }

    private static Tensor Tensor(double[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);
}
