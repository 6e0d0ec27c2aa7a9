using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Draws the weights that a network starts from, as Lasagne and Keras do: biases are 0. Scales of batch normalization stay as they are.</summary>
internal static class StartWeights
{
    /// <summary>Draws every weight evenly in ±√(6 / (fan-in + fan-out)): Lasagne's <c>GlorotUniform</c>, which its layers have by default.</summary>
    /// <remarks>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.</remarks>
    public static void Glorot(nn.Module module) => Draw(module, weight => nn.init.xavier_uniform_(weight));

    /// <summary>Draws every weight evenly in ±√(3 / fan-in): Lasagne's <c>HeUniform</c>, whose gain is 1 unless asked otherwise.</summary>
    /// <remarks>Source: He and others, "Delving deep into rectifiers", ICCV 2015, who have a gain of √2 for ReLU.</remarks>
    public static void He(nn.Module module) => Draw(module, weight => nn.init.kaiming_uniform_(weight, a: 1));   // the gain of a leaky ReLU of slope 1 is 1

    /// <summary>Draws every weight of a network, that of its last layer apart where the rule says so.</summary>
    public static void Draw(nn.Module network, nn.Module last, WeightInitialization initialization)
    {
        switch (initialization)
        {
            case WeightInitialization.LasagneHe:
                He(network);
                Glorot(last);
                break;
            case WeightInitialization.He:
                Draw(network, weight => nn.init.kaiming_normal_(weight));   // the gain of a leaky ReLU of slope 0 is √2
                break;
            case WeightInitialization.Glorot:
                Glorot(network);
                break;
        }
    }

    private static void Draw(nn.Module module, Action<Tensor> draw)
    {
        using var noGradient = no_grad();
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.fill_(0);
            else if (parameter.dim() > 1)
                draw(parameter);
        }
    }
}
