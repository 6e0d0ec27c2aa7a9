using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents the rule of CBMI 2016 and its relatives: the learning rate falls when the loss does not.</summary>
/// <remarks>Source: the published codes of Pons, Lidy, Serra (CBMI 2016), Pons, Serra (ICASSP 2017), Pons et al. (EUSIPCO 2017) and musicnn, which count in ways of their own
/// (<see cref="PlateauRule"/>). Each halves the rate. The training protocols have their settings.</remarks>
public sealed record PlateauOptions
{
    /// <summary>Gets how epochs are counted, and when the count lowers the rate.</summary>
    /// <value>The default value is <see cref="PlateauRule.InARow"/>.</value>
    public PlateauRule Rule { get; init => field = Require.Defined(value); } = PlateauRule.InARow;

    /// <summary>Gets how many epochs may bring no lower loss; more lower the rate.</summary>
    /// <value>The default value is 20.</value>
    public int Patience { get; init => field = Require.NotNegative(value, "epochs"); } = 20;

    /// <summary>Gets what the rate is multiplied by, above 0 and below 1.</summary>
    /// <value>The default value is 0.5.</value>
    public double Factor { get; init => field = Require.Within(value, double.Epsilon, 1 - 1e-9, "(no unit)"); } = 0.5;

    /// <summary>Gets whether the loss of the validation clips is watched instead of that of the training.</summary>
    /// <value>The default value is <see langword="false"/>: the training loss, as in CBMI 2016.</value>
    public bool WatchesValidation { get; init; }

    /// <summary>Gets the count of <see cref="PlateauRule.OnRecovery"/> that training ends with when it is exceeded, or <see langword="null"/> for none: a loss that stays
    /// up never lowers the rate by that rule. CBMI 2016 has 40. For the other rules there is <see cref="TrainerOptions.TrainingPatience"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? StopAfter { get; init => field = value is { } epochs ? Require.Positive(epochs, "epochs") : null; }
}
