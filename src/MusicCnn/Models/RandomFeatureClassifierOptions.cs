using MusicCnn.Internal;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="RandomFeatureClassifier"/>.</summary>
public sealed record RandomFeatureClassifierOptions
{
    /// <summary>Gets the untrained network.</summary>
    public required RandomFeaturesOptions Features { get; init => field = Require.NotNull(value); }

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Within(value, 2, int.MaxValue, "classes"); }

    /// <summary>Gets the penalty λ; see <see cref="RidgeClassifierOptions.Penalty"/>.</summary>
    /// <value>The default value is <see langword="null"/>: chosen by leave-one-out errors.</value>
    public double? Penalty { get; init => field = value is null ? null : Require.Positive(value.Value, "(penalty)"); }

    /// <summary>Gets the number of values in a model file: random weights, and what is fitted.</summary>
    public long ParameterCount => Features.ParameterCount + (Features.FeatureCount * (Classes + 2L)) + Classes + 2;

    internal RidgeClassifierOptions Output => new() { Features = Features.FeatureCount, Classes = Classes, Penalty = Penalty };
}
