using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Holds the weights and running statistics of the best epoch so far, and whatever else training may change.</summary>
internal sealed class BestWeights : IDisposable
{
    public BestWeights(nn.Module model, int epoch, double figure)
    {
        (Epoch, Figure) = (epoch, figure);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        State = ModelState.Changing(model).ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Initializes a new instance from tensors that it owns from then on.</summary>
    public BestWeights(Dictionary<string, Tensor> state, int epoch, double figure) => (State, Epoch, Figure) = (state, epoch, figure);

    public Dictionary<string, Tensor> State { get; }

    public int Epoch { get; }

    /// <summary>Gets the figure by which it is the best.</summary>
    public double Figure { get; }

    public void Restore(nn.Module model)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in ModelState.Changing(model))
            tensor.copy_(State[name]);
    }

    public void Dispose()
    {
        foreach (var tensor in State.Values)
            tensor.Dispose();
    }
}
