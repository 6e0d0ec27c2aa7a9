using MusicCnn.Internal;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="RidgeClassifier"/>.</summary>
public sealed record RidgeClassifierOptions
{
    /// <summary>Gets the number of features D.</summary>
    public required int Features { get; init => field = Require.Positive(value, "features"); }

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Within(value, 2, int.MaxValue, "classes"); }

    /// <summary>Gets the penalty λ on the squares of the weights, or <see langword="null"/> for that of 17, from 10⁻⁶ to 10² of the largest eigenvalue of XᵀX, under which each example is
    /// missed least by a classifier that was fitted without it.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? Penalty { get; init => field = value is null ? null : Require.Positive(value.Value, "(penalty)"); }
}
