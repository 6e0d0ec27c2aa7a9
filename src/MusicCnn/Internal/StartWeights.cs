using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Draws the weights that a network without normalization starts from, as Lasagne does: biases are 0.</summary>
internal static class StartWeights
{
    /// <summary>Draws every weight evenly in ±√(6 / (fan-in + fan-out)): Lasagne's <c>GlorotUniform</c>, which its layers have by default.</summary>
    /// <remarks>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.</remarks>
    public static void Glorot(nn.Module module) => Draw(module, weight => nn.init.xavier_uniform_(weight));

    /// <summary>Draws every weight evenly in ±√(3 / fan-in): Lasagne's <c>HeUniform</c>, whose gain is 1 unless asked otherwise.</summary>
    /// <remarks>Source: He and others, "Delving deep into rectifiers", ICCV 2015, who have a gain of √2 for ReLU.</remarks>
    public static void He(nn.Module module) => Draw(module, weight => nn.init.kaiming_uniform_(weight, a: 1));   // the gain of a leaky ReLU of slope 1 is 1

    private static void Draw(nn.Module module, Action<Tensor> draw)
    {
        using var noGradient = no_grad();
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.fill_(0);
            else
                draw(parameter);
        }
    }
}
