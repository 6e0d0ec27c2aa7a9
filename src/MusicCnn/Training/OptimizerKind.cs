namespace MusicCnn.Training;

/// <summary>Specifies how gradients change the weights.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Loshchilov, Hutter, ICLR 2019).</summary>
    AdamW,

    /// <summary>Adam (Kingma, Ba, ICLR 2015); weight decay is added to the gradient, as L2 regularization is.</summary>
    Adam,

    /// <summary>Stochastic gradient descent, with <see cref="TrainerOptions.Momentum"/> and <see cref="TrainerOptions.Nesterov"/> as set; weight decay as in Adam.</summary>
    Sgd,
}
