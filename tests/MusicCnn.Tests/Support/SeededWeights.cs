using static TorchSharp.torch;

namespace MusicCnn.Tests.Support;

/// <summary>Draws initial weights from a generator of their own: the global one is shared by all tests that run at the same time.</summary>
internal static class SeededWeights
{
    /// <summary>Fills the weights of linear and convolution layers, and their biases, evenly in ±1/√(inputs of an output), as torch does; leaves
    /// everything else, such as normalizations and filter banks, as it is. Recurrent layers are drawn in ±1/√units.</summary>
    public static void Draw(nn.Module module, int seed)
    {
        using var generator = new Generator((ulong)seed);
        using var noGrad = no_grad();
        var parameters = module.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var (name, weight) in parameters)
        {
            if (!name.EndsWith("weight", StringComparison.Ordinal) || weight.dim() < 2)
                continue;
            var bound = 1 / Math.Sqrt((double)weight.numel() / weight.shape[0]);
            weight.uniform_(-bound, bound, generator);
            if (parameters.TryGetValue($"{name[..^"weight".Length]}bias", out var bias))
                bias.uniform_(-bound, bound, generator);
        }

        foreach (var (name, weight) in parameters.Where(entry => IsRecurrent(entry.Key)))
        {
            // The weights on the state have as many columns as there are units.
            var ofState = parameters[$"{name[..(name.LastIndexOf('.') + 1)]}weight_hh{name[name.LastIndexOf("_l", StringComparison.Ordinal)..]}"];
            var bound = 1 / Math.Sqrt(ofState.shape[1]);
            weight.uniform_(-bound, bound, generator);
        }
    }

    private static bool IsRecurrent(string name) =>
        name[(name.LastIndexOf('.') + 1)..] is var last && (last.StartsWith("weight_ih_l", StringComparison.Ordinal) || last.StartsWith("weight_hh_l", StringComparison.Ordinal)
            || last.StartsWith("bias_ih_l", StringComparison.Ordinal) || last.StartsWith("bias_hh_l", StringComparison.Ordinal));
}
