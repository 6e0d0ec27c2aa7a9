namespace MusicCnn.Training;

/// <summary>Tells the learning rate of each step.</summary>
internal sealed class RateSchedule(TrainerOptions options)
{
    private const double DefaultRise = 1 / 20.0;

    /// <summary>Gets or sets what changes over a training, for checkpoints: the factor reached, the lowest loss, the epochs since.</summary>
    public (double Factor, double Lowest, int Since) State { get; set; } = (1, double.PositiveInfinity, 0);

    /// <summary>Returns the rate of a step, counted from 0.</summary>
    public double Rate(int step, int steps)
    {
        var share = options.WarmUp ?? (options.Schedule == LearningRateSchedule.Cosine ? DefaultRise : 0);
        var rise = Math.Min(1, (step + 1) / Math.Max(1, steps * share));
        var shape = options.Schedule switch
        {
            LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * step / steps)),
            LearningRateSchedule.Plateau => State.Factor,
            _ => 1,
        };
        return options.LearningRate * rise * shape;
    }

    /// <summary>Takes note of the results of an epoch.</summary>
    public void Note(EpochResult result)
    {
        var loss = options.Plateau.WatchesValidation ? result.ValidationLoss!.Value : result.Loss;
        if (loss < State.Lowest)
            State = State with { Lowest = loss, Since = 0 };
        else if (State.Since + 1 > options.Plateau.Patience)
            State = State with { Factor = State.Factor * options.Plateau.Factor, Since = 0 };
        else
            State = State with { Since = State.Since + 1 };
    }
}
