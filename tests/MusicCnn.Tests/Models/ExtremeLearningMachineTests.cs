using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class ExtremeLearningMachineTests
{
    [Fact]
    public void Scores_are_those_of_its_formulas_in_double_precision()
    {
        var (training, labels) = Rings(30, seed: 1);
        var (test, _) = Rings(6, seed: 2);
        using var machine = new ExtremeLearningMachine(new() { Features = 2, Classes = 2, HiddenUnits = 9, Seed = 4, Penalty = 0.5 });
        machine.to(ScalarType.Float64);
        Fit(machine, training, labels);
        var state = machine.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value));

        using var scores = machine.call(Tensor(test));

        var (known, unknown) = (Hidden(RidgeOracle.Standardize(training, training)), Hidden(RidgeOracle.Standardize(training, test)));
        var expected = RidgeOracle.Scores(RidgeOracle.Standardize(known, known), RidgeOracle.Targets(labels, 2), 0.5, RidgeOracle.Standardize(known, unknown));
        // Normal equations square the condition of the problem, here at most a few thousand.
        TensorAssert.CloseToPeak([.. expected.SelectMany(row => row)], scores, 1e-10);

        double[][] Hidden(double[][] examples) => [.. examples.Select(example => state["hidden.bias"].Select((bias, unit) =>
            Math.Max(0, bias + example.Select((value, i) => value * state["hidden.weight"][(unit * example.Length) + i]).Sum())).ToArray())];
    }

    [Fact]
    public void A_ring_around_a_disk_is_told_from_it_which_no_linear_classifier_does()
    {
        var (training, labels) = Rings(200, seed: 3);
        var (test, expected) = Rings(200, seed: 4);
        using var machine = new ExtremeLearningMachine(new() { Features = 2, Classes = 2, HiddenUnits = 100 });
        using var ridge = new RidgeClassifier(new() { Features = 2, Classes = 2 });
        Fit(machine, training, labels);
        using var features = Tensor(training);
        ridge.Fit(features, labels);

        Assert.InRange(Accuracy(machine.Predict(Tensor(test)), expected), 0.95, 1);
        Assert.InRange(Accuracy(ridge.Predict(Tensor(test)), expected), 0, 0.7);
    }

    [Fact]
    public void The_same_seed_gives_the_same_hidden_weights_and_another_seed_others()
    {
        Assert.Equal(Weights(1), Weights(1));
        Assert.NotEqual(Weights(1), Weights(2));

        static double[] Weights(int seed)
        {
            using var machine = new ExtremeLearningMachine(new() { Features = 3, Classes = 2, HiddenUnits = 50, Seed = seed });
            return [.. machine.parameters().SelectMany(TensorAssert.Values)];
        }
    }

    [Fact]
    public void Hidden_weights_and_biases_are_normal_and_not_trained()
    {
        using var machine = new ExtremeLearningMachine(new() { Features = 20, Classes = 2, HiddenUnits = 2_500 });

        Assert.All(machine.parameters(), parameter => Assert.False(parameter.requires_grad));
        // 50,000 and 2,500 draws estimate a deviation of 1 to half a percent and one and a half.
        Assert.Equal([1, 1], machine.parameters().Select(parameter => Math.Sqrt(TensorAssert.Values(parameter).Average(value => value * value))), (a, b) => Math.Abs(a - b) < 0.05);
    }

    [Fact]
    public void One_that_was_not_fitted_says_so()
    {
        using var machine = new ExtremeLearningMachine(new() { Features = 2, Classes = 2 });
        using var features = ones(3, 2);

        Assert.Contains("ExtremeLearningMachine has no weights yet. Call Fit", Assert.Throws<InvalidOperationException>(() => machine.Predict(features)).Message);
        Assert.Contains("above 0 units, but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => new ExtremeLearningMachineOptions { Features = 2, Classes = 2, HiddenUnits = 0 }).Message);
    }

    /// <summary>Returns points of a disk of radius 1 (class 0) and of a ring from 1.5 to 2.5 around it (class 1), in turn.</summary>
    private static (double[][] Points, int[] Labels) Rings(int count, int seed)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 2)];
        return ([.. labels.Select(label =>
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            var radius = label == 0 ? random.NextDouble() : 1.5 + random.NextDouble();
            return new[] { radius * cosine, radius * sine };
        })], labels);
    }

    private static double Accuracy(int[] actual, int[] expected) => actual.Zip(expected).Average(pair => pair.First == pair.Second ? 1.0 : 0);

    private static void Fit(ExtremeLearningMachine machine, double[][] training, int[] labels)
    {
        using var features = Tensor(training);
        machine.Fit(features, labels);
    }

    private static Tensor Tensor(double[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);
}
