using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Keeps the weights of TorchSharp's recurrent layers alive.</summary>
internal static class RecurrentWeights
{
    /// <summary>Takes the weights of a new layer out of the dispose scope of whoever builds it, and returns the layer.</summary>
    /// <remarks>
    /// Convolutions and linear layers do so by themselves, LSTM and GRU do not. Without it they go on computing behind the scope's end,
    /// but have no parameters any more: none to train, to convert or to save.
    /// </remarks>
    public static T Keep<T>(T layer)
        where T : nn.Module
    {
        foreach (var weight in layer.parameters())
            weight.DetachFromDisposeScope();
        return layer;
    }
}
