using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents the rule of CBMI 2016 and its relatives: the learning rate falls when the loss does not.</summary>
/// <remarks>Source: Pons, Lidy, Serra, CBMI 2016 (published code): halved after more than 20 epochs in a row without a lower training loss. The counter begins anew after
/// each cut, as there; that of musicnn's training code (75 epochs of validation loss) is not reset by an improvement, which is not followed here.</remarks>
public sealed record PlateauOptions
{
    /// <summary>Gets how many epochs in a row may bring no lower loss; one more lowers the rate.</summary>
    /// <value>The default value is 20.</value>
    public int Patience { get; init => field = Require.NotNegative(value, "epochs"); } = 20;

    /// <summary>Gets what the rate is multiplied by, above 0 and below 1.</summary>
    /// <value>The default value is 0.5.</value>
    public double Factor { get; init => field = Require.Within(value, double.Epsilon, 1 - 1e-9, "(no unit)"); } = 0.5;

    /// <summary>Gets whether the loss of the validation clips is watched instead of that of the training.</summary>
    /// <value>The default value is <see langword="false"/>: the training loss, as in CBMI 2016.</value>
    public bool WatchesValidation { get; init; }
}
