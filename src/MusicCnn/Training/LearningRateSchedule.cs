namespace MusicCnn.Training;

/// <summary>Specifies how the learning rate changes over a training.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same rate in every step.</summary>
    Constant,

    /// <summary>Half a cosine down to zero at the last step, by default behind a linear rise (<see cref="TrainerOptions.WarmUp"/>).</summary>
    /// <remarks>Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts.</remarks>
    Cosine,

    /// <summary>The same rate until the loss stops falling, then a lower one, and so on: <see cref="TrainerOptions.Plateau"/>.</summary>
    Plateau,

    /// <summary>A lower rate after every so many epochs: <see cref="TrainerOptions.Steps"/>.</summary>
    Steps,
}
