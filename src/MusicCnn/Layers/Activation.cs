namespace MusicCnn.Layers;

/// <summary>Specifies the nonlinearity behind a convolution or a dense layer.</summary>
public enum Activation
{
    /// <summary>No nonlinearity.</summary>
    None,

    /// <summary>The rectifier, max(0, x).</summary>
    Relu,

    /// <summary>The exponential linear unit: x above zero, exp(x) − 1 below (Clevert, Unterthiner, Hochreiter, ICLR 2016).</summary>
    Elu,

    /// <summary>The leaky rectifier: x above zero, 0.33·x below, the slope of Han, Kim and Lee (TASLP 2017).</summary>
    LeakyRelu,
}
