namespace MusicCnn.Layers;

/// <summary>Specifies where a layer normalizes its channels over the batch.</summary>
public enum BatchNormOrder
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Convolution, batch normalization, activation: the order of Ioffe and Szegedy, ICML 2015.</summary>
    BeforeActivation,

    /// <summary>Convolution, activation, batch normalization: the order of musicnn.</summary>
    AfterActivation,
}
