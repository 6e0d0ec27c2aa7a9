using MusicCnn.Augmentation;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a classifier with a hidden layer of random weights and one of fitted ones: curved borders between classes for the price of a linear fit.</summary>
/// <remarks>
/// <para>Shape: features <c>[N, D]</c> to scores <c>[N, classes]</c>; the highest is the class. Scores aim at 1 for the class and −1 for the others.</para>
/// <para>Features are standardized to the training set; hidden units are max(0, Ax + a), A and a normally distributed with mean 0 and deviation 1, from a seed; their scores are those of a
/// <see cref="RidgeClassifier"/>. The hidden weights are float32 numbers and parameters without gradient.</para>
/// <para>Source: Huang, Zhu, Siew, "Extreme learning machine: theory and applications", Neurocomputing 2006, with the rectifier as Pons and Serra, ICASSP 2019, have it.
/// Differences: features and hidden units are standardized, and a penalty takes the place of the pseudo-inverse, which fits all noise when there are as many units as examples.
/// Verified against: the formulas in double precision.</para>
/// </remarks>
public sealed class ExtremeLearningMachine : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "scale")]
    private readonly FeatureScale _scale;

    [ComponentName(Name = "hidden")]
    private readonly Linear _hidden;

    [ComponentName(Name = "output")]
    private readonly RidgeClassifier _output;

    /// <summary>Initializes a new instance of the <see cref="ExtremeLearningMachine"/> class, not fitted yet.</summary>
    /// <param name="options">The settings.</param>
    public ExtremeLearningMachine(ExtremeLearningMachineOptions options)
        : base(nameof(ExtremeLearningMachine))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _scale = new FeatureScale(options.Features);
        _hidden = nn.Linear(options.Features, options.HiddenUnits);
        var draws = 0;
        foreach (var parameter in _hidden.parameters())
        {
            RandomWeights.Fill(parameter, new ItemRandom(options.Seed, nameof(ExtremeLearningMachine), epoch: 0, item: draws++), deviation: 1);
            parameter.requires_grad = false;
        }

        _output = new RidgeClassifier(options.Output);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public ExtremeLearningMachineOptions Options { get; }

    /// <summary>Gets a value indicating whether there are weights, fitted or loaded.</summary>
    public bool IsFitted => _output.IsFitted;

    /// <summary>Gets the penalty λ that the weights were fitted with; 0 before.</summary>
    public double Penalty => _output.Penalty;

    /// <summary>Fits the weights of the last layer to a training set, in place of those that there are.</summary>
    /// <param name="features">The features, <c>[N, D]</c>, N at least 2, finite.</param>
    /// <param name="labels">The class of each example, from 0.</param>
    /// <exception cref="ArgumentException">The features have another shape, are not finite, or all of one class; or there are more or fewer labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Fit(Tensor features, IEnumerable<int> labels)
    {
        FittedGuard.RequireFeatures(features, Options.Features, nameof(features));
        var classes = FittedGuard.Labels(features, labels, Options.Classes, nameof(labels));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var known = features.to(_hidden.weight!.device);
        _scale.Fit(known);
        _output.Fit(Hidden(known), classes.Select(label => (int)label));
    }

    /// <summary>Computes the scores of features.</summary>
    /// <param name="features">The features, <c>[N, D]</c>.</param>
    /// <returns>The scores, <c>[N, classes]</c>.</returns>
    /// <exception cref="ArgumentException">The features have another rank or number, or are not of floating point.</exception>
    /// <exception cref="InvalidOperationException">It was neither fitted nor loaded.</exception>
    public override Tensor forward(Tensor features)
    {
        FittedGuard.RequireFeatures(features, Options.Features, nameof(features));
        FittedGuard.RequireFitted(IsFitted, nameof(ExtremeLearningMachine));
        using var scope = NewDisposeScope();
        return _output.call(Hidden(features)).to(features.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the class of each example.</summary>
    /// <param name="features">The features, <c>[N, D]</c>.</param>
    /// <returns>The class of the highest score of each.</returns>
    /// <exception cref="ArgumentException">As for <see cref="forward"/>.</exception>
    /// <exception cref="InvalidOperationException">It was neither fitted nor loaded.</exception>
    public int[] Predict(Tensor features)
    {
        using var noGradient = no_grad();
        using var scores = call(features);
        return FittedGuard.Highest(scores);
    }

    /// <summary>Returns the classifier with its sizes.</summary>
    /// <returns>The classifier as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(ExtremeLearningMachine)}({Options.Features} features -> {Options.HiddenUnits} units -> {Options.Classes} classes, seed {Options.Seed}, {(IsFitted ? $"penalty {Penalty:g3}" : "not fitted")})");

    private Tensor Hidden(Tensor features) => nn.functional.relu(_hidden.call(_scale.call(features).to(_hidden.weight!.dtype)));
}
