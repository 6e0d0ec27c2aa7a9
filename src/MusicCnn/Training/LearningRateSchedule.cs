namespace MusicCnn.Training;

/// <summary>Specifies how the learning rate changes over a training.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same rate in every step.</summary>
    Constant,

    /// <summary>A linear rise over the first twentieth of the steps, then half a cosine down to zero at the last.</summary>
    /// <remarks>Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts.</remarks>
    Cosine,
}
