namespace MusicCnn.Training;

/// <summary>Tells the learning rate of each step.</summary>
internal sealed class RateSchedule(TrainerOptions options)
{
    private const double DefaultRise = 1 / 20.0;

    /// <summary>Gets or sets what changes over a training, for checkpoints: the factor reached, the lowest loss, the epochs counted since.</summary>
    public (double Factor, double Lowest, int Since) State { get; set; } = (1, double.PositiveInfinity, 0);

    /// <summary>Gets whether the loss has stayed up for longer than the rule lets it.</summary>
    public bool IsOver => options.Schedule == LearningRateSchedule.Plateau && options.Plateau.StopAfter is { } most && State.Since > most;

    /// <summary>Returns the rate of a step, which changes the weights once whatever number of batches it takes; counted from 0.</summary>
    public double Rate(int step, int steps)
    {
        var share = options.WarmUp ?? (options.Schedule == LearningRateSchedule.Cosine ? DefaultRise : 0);
        var rising = Math.Max(1, steps * share);
        var rise = Math.Min(1, (step + 1) / rising);
        // The last step of the rise is the first of the fall, so that the highest rate is the one set.
        var top = (int)Math.Ceiling(rising) - 1;
        var shape = options.Schedule switch
        {
            LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * Math.Max(0, step - top) / (steps - top))),
            LearningRateSchedule.Plateau => State.Factor,
            LearningRateSchedule.Steps => Math.Pow(options.Steps.Factor, (long)step * options.Epochs / steps / options.Steps.EveryEpochs),
            _ => 1,
        };
        return options.LearningRate * rise * shape;
    }

    /// <summary>Takes note of the results of an epoch.</summary>
    public void Note(EpochResult result)
    {
        var loss = options.Plateau.WatchesValidation ? result.ValidationLoss!.Value : result.Loss;
        State = options.Plateau.Rule switch
        {
            PlateauRule.OnRecovery => OnRecovery(loss),
            PlateauRule.InAll => InAll(loss),
            _ => InARow(loss),
        };
    }

    private (double Factor, double Lowest, int Since) Lowered => State with { Factor = State.Factor * options.Plateau.Factor, Since = 0 };

    private (double Factor, double Lowest, int Since) InARow(double loss)
    {
        if (loss < State.Lowest)
            return State with { Lowest = loss, Since = 0 };
        return State.Since + 1 > options.Plateau.Patience ? Lowered : State with { Since = State.Since + 1 };
    }

    private (double Factor, double Lowest, int Since) OnRecovery(double loss)
    {
        if (loss > State.Lowest)
            return State with { Since = State.Since + 1 };
        return (State.Since > options.Plateau.Patience ? Lowered : State) with { Lowest = loss };
    }

    private (double Factor, double Lowest, int Since) InAll(double loss)
    {
        var state = State.Since >= options.Plateau.Patience ? Lowered : State;
        return loss < state.Lowest ? state with { Lowest = loss } : state with { Since = state.Since + 1 };
    }
}
