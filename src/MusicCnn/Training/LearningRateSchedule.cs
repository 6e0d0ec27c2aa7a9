namespace MusicCnn.Training;

/// <summary>Specifies how the learning rate changes over a training.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same rate in every step.</summary>
    Constant,

    /// <summary>Half a cosine from the highest rate down to nearly zero, by default behind a linear rise (<see cref="TrainerOptions.WarmUp"/>).</summary>
    /// <remarks>The last step of the rise has the highest rate and is the first of the n steps of the cosine, the k-th of which has (1 + cos(πk/n))/2 of it, k from 0. Zero would come a step behind the last, which
    /// still learns: a ten-thousandth of the highest rate in a cosine of 157 steps. Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts.</remarks>
    Cosine,

    /// <summary>The same rate until the loss stops falling, then a lower one, and so on: <see cref="TrainerOptions.Plateau"/>.</summary>
    Plateau,

    /// <summary>A lower rate after every so many epochs: <see cref="TrainerOptions.Steps"/>.</summary>
    Steps,
}
