using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Applies an <see cref="Activation"/>.</summary>
internal static class Activations
{
    private const double LeakySlope = 0.33;

    /// <summary>Returns the activated tensor; the input itself where there is no activation.</summary>
    public static Tensor Apply(Activation activation, Tensor input) => activation switch
    {
        Activation.Relu => nn.functional.relu(input),
        Activation.Elu => nn.functional.elu(input, alpha: 1),
        Activation.LeakyRelu => nn.functional.leaky_relu(input, LeakySlope),
        _ => input,
    };
}
