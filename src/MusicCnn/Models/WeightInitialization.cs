namespace MusicCnn.Models;

/// <summary>Specifies what the weights of a network are before training. Scales and offsets of batch normalization always start at 1 and 0.</summary>
public enum WeightInitialization
{
    /// <summary>As PyTorch's layers do: weights and biases evenly in ±1/√(fan-in).</summary>
    Torch,

    /// <summary>As Lasagne's <c>HeUniform</c> does with its default gain of 1: weights evenly in ±√(3 / fan-in), those of the last layer as <see cref="Glorot"/>; biases 0.</summary>
    LasagneHe,

    /// <summary>Normally with a variance of 2 / fan-in (He, Zhang, Ren, Sun, ICCV 2015), as Keras's <c>he_normal</c> in version 1; biases 0.</summary>
    He,

    /// <summary>Evenly in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio, AISTATS 2010); biases 0.</summary>
    Glorot,
}
