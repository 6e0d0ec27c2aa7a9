using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Applies an <see cref="Activation"/>.</summary>
internal static class Activations
{
    /// <summary>Returns the activated tensor; the input itself where there is no activation.</summary>
    public static Tensor Apply(Activation activation, Tensor input) => activation switch
    {
        Activation.Relu => nn.functional.relu(input),
        Activation.Elu => nn.functional.elu(input, alpha: 1),
        _ => input,
    };
}
