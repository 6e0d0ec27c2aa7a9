using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a linear classifier that is fitted at once: least squares with a penalty, one class against the others, on standardized features.</summary>
/// <remarks>
/// <para>Shape: features <c>[N, D]</c> to scores <c>[N, classes]</c>; the highest is the class. Scores aim at 1 for the class and −1 for the others: no logits, no likelihoods.</para>
/// <para>W, b = arg min Σ over examples of |y − b − xW|² + λ|W|², x the feature minus its mean and divided by its deviation in the training set, y = ±1. Everything fitted is kept
/// and computed in double precision whatever the module is converted to; scores have the type of the features.</para>
/// <para>Source: Hoerl and Kennard, "Ridge regression", Technometrics 1970; the penalty by leave-one-out errors in closed form (Allen, Technometrics 1974), means and deviations held. Verified
/// against: least squares on rows added for the penalty, by QR; classifiers fitted again without each example.</para>
/// </remarks>
/// <example>
/// <code>
/// using var ridge = new RidgeClassifier(new() { Features = features.FeatureCount, Classes = songs.Labels.Count });
/// ridge.Fit(train, split.Train.Select(songs.Label));
/// int[] classes = ridge.Predict(test);
/// </code>
/// </example>
public sealed class RidgeClassifier : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "scale")]
    private readonly FeatureScale _scale;

    [ComponentName(Name = "fitted_weight")]
    private readonly Tensor _weight;

    [ComponentName(Name = "fitted_bias")]
    private readonly Tensor _bias;

    [ComponentName(Name = "fitted_penalty")]
    private readonly Tensor _penalty;

    /// <summary>Initializes a new instance of the <see cref="RidgeClassifier"/> class, not fitted yet.</summary>
    /// <param name="options">The settings.</param>
    public RidgeClassifier(RidgeClassifierOptions options)
        : base(nameof(RidgeClassifier))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _scale = new FeatureScale(options.Features);
        _weight = zeros([options.Features, options.Classes], dtype: ScalarType.Float64).DetachFromDisposeScope();
        _bias = zeros([options.Classes], dtype: ScalarType.Float64).DetachFromDisposeScope();
        _penalty = zeros([1], dtype: ScalarType.Float64).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public RidgeClassifierOptions Options { get; }

    /// <summary>Gets a value indicating whether there are weights, fitted or loaded.</summary>
    public bool IsFitted => _scale.IsFitted;

    /// <summary>Gets the penalty λ that the weights were fitted with; 0 before.</summary>
    public double Penalty => _penalty.item<double>();

    /// <summary>Fits the weights to a training set, in place of those that there are.</summary>
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
        var known = features.detach().cpu();
        _scale.Fit(known.to(_weight.device));
        var targets = nn.functional.one_hot(tensor(classes), Options.Classes).to(ScalarType.Float64) * 2 - 1;
        var solver = new RidgeSolver(_scale.call(known.to(_weight.device)).cpu(), targets);
        var penalty = Options.Penalty ?? solver.BestPenalty();
        _weight.copy_(solver.Weights(penalty));
        _bias.copy_(solver.Offset);
        _penalty.fill_(penalty);
    }

    /// <summary>Computes the scores of features.</summary>
    /// <param name="features">The features, <c>[N, D]</c>.</param>
    /// <returns>The scores, <c>[N, classes]</c>.</returns>
    /// <exception cref="ArgumentException">The features have another rank or number, or are not of floating point.</exception>
    /// <exception cref="InvalidOperationException">It was neither fitted nor loaded.</exception>
    public override Tensor forward(Tensor features)
    {
        FittedGuard.RequireFeatures(features, Options.Features, nameof(features));
        FittedGuard.RequireFitted(IsFitted, nameof(RidgeClassifier));
        using var scope = NewDisposeScope();
        return (_scale.call(features).matmul(_weight) + _bias).to(features.dtype).MoveToOuterDisposeScope();
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
        $"{nameof(RidgeClassifier)}({Options.Features} features -> {Options.Classes} classes, {(IsFitted ? $"penalty {Penalty:g3}" : "not fitted")})");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (device is not null)
            base._toEpilog(null, device, non_blocking);
    }
}
