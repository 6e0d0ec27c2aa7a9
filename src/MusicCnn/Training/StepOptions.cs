using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents the steps in which <see cref="LearningRateSchedule.Steps"/> lowers the learning rate.</summary>
public sealed record StepOptions
{
    /// <summary>Gets the number of epochs that each rate is kept for.</summary>
    /// <value>The default value is 5, that of EUSIPCO 2017's instruments.</value>
    public int EveryEpochs { get; init => field = Require.Positive(value, "epochs"); } = 5;

    /// <summary>Gets what the rate is multiplied by, above 0 and below 1.</summary>
    /// <value>The default value is 0.5.</value>
    public double Factor { get; init => field = Require.Within(value, double.Epsilon, 1 - 1e-9, "(no unit)"); } = 0.5;
}
