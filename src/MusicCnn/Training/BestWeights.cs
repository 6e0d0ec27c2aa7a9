using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Holds the weights and running statistics of the best epoch so far.</summary>
internal sealed class BestWeights : IDisposable
{
    private readonly Dictionary<string, Tensor> _state = [];

    public BestWeights(nn.Module model, int epoch, double loss)
    {
        (Epoch, Loss) = (epoch, loss);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in model.state_dict())
            _state[name] = tensor.detach().clone().DetachFromDisposeScope();
    }

    public int Epoch { get; }

    public double Loss { get; }

    public void Restore(nn.Module model)
    {
        using var noGradient = no_grad();
        foreach (var (name, tensor) in model.state_dict())
            tensor.copy_(_state[name]);
    }

    public void Dispose()
    {
        foreach (var tensor in _state.Values)
            tensor.Dispose();
    }
}
