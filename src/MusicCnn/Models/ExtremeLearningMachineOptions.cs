using MusicCnn.Internal;

namespace MusicCnn.Models;

/// <summary>Represents the settings of an <see cref="ExtremeLearningMachine"/>.</summary>
public sealed record ExtremeLearningMachineOptions
{
    /// <summary>Gets the number of features D.</summary>
    public required int Features { get; init => field = Require.Positive(value, "features"); }

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Within(value, 2, int.MaxValue, "classes"); }

    /// <summary>Gets the number of hidden units; the source of <see cref="RandomFeatures"/> tries 100, 250, 500, 1200, 1800 and 2500.</summary>
    /// <value>The default value is 500.</value>
    public int HiddenUnits { get; init => field = Require.Positive(value, "units"); } = 500;

    /// <summary>Gets the seed of the hidden weights.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    /// <summary>Gets the penalty λ; see <see cref="RidgeClassifierOptions.Penalty"/>.</summary>
    /// <value>The default value is <see langword="null"/>: chosen by leave-one-out errors.</value>
    public double? Penalty { get; init => field = value is null ? null : Require.Positive(value.Value, "(penalty)"); }

    internal RidgeClassifierOptions Output => new() { Features = HiddenUnits, Classes = Classes, Penalty = Penalty };
}
