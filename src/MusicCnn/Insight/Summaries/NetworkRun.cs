using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Insight.Summaries;

/// <summary>Runs a network once and notes, through forward hooks, what each of its modules takes, gives and sees.</summary>
internal sealed class NetworkRun : IDisposable
{
    private readonly List<Action> _undo = [];
    private readonly List<Step> _steps = [];
    private readonly Stack<Step> _open = [];
    private readonly Dictionary<Tensor, TensorReach> _known = new(ReferenceEqualityComparer.Instance);

    private NetworkRun(nn.Module<Tensor, Tensor> network)
    {
        foreach (var (name, module) in Tree(string.Empty, network))
        {
            var training = module.training;
            _undo.Add(() => module.train(training));
            Hook(name, module);
        }
    }

    /// <summary>Returns the calls of a network on an image of zeros in the order in which they begin.</summary>
    /// <exception cref="ArgumentException">A module fails.</exception>
    public static IReadOnlyList<Step> Of(nn.Module<Tensor, Tensor> network, long[] image)
    {
        using var run = new NetworkRun(network);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        var weight = network.parameters().FirstOrDefault();
        var input = zeros(image, dtype: weight?.dtype ?? ScalarType.Float32, device: weight?.device ?? CPU);
        run._known.Add(input, TensorReach.OfImage(image));
        try
        {
            _ = network.call(input);
        }
        catch (Exception e) when (run._open.TryPeek(out var step))
        {
            var name = step.Name.Length == 0 ? step.Module.GetType().Name : $"{step.Name} ({step.Module.GetType().Name})";
            // The inner parameter's name means nothing to the caller here.
            var reason = e is ArgumentException { ParamName: { } inner } ? e.Message.Replace($" (Parameter '{inner}')", string.Empty, StringComparison.Ordinal) : e.Message;
            throw new ArgumentException(
                $"{name} fails on an input of {ShapeGuard.Print(step.Input.Shape)}, of an image of {ShapeGuard.Print(image)}: {reason} "
                + "Take the front-end that the network was made for, and a Duration or Frames that it needs.", nameof(network), e);
        }

        return run._steps;
    }

    /// <summary>Removes the hooks and puts every module back into its mode.</summary>
    public void Dispose() => _undo.ForEach(undo => undo());

    /// <summary>Returns a module and all below it with their keys, parents first.</summary>
    public static IEnumerable<(string Name, nn.Module Module)> Tree(string name, nn.Module module) =>
        module.named_children().SelectMany(child => Tree(name.Length == 0 ? child.name : $"{name}.{child.name}", child.module)).Prepend((name, module));

    private void Hook(string name, nn.Module module)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> plain:
                var begin = plain.register_forward_pre_hook((_, input) => Begin(name, module, input));
                var end = plain.register_forward_hook((_, _, output) => End(output));
                _undo.Add(begin.remove);
                _undo.Add(end.remove);
                break;
            case LSTM lstm:
                var beginLstm = lstm.register_forward_pre_hook((_, input, _) =>
                {
                    Begin(name, module, input);
                    return null;
                });
                var endLstm = lstm.register_forward_hook((_, _, _, result) =>
                {
                    End(result.Item1, result.Item2, result.Item3);
                    return result;
                });
                _undo.Add(beginLstm.remove);
                _undo.Add(endLstm.remove);
                break;
            case GRU gru:
                var beginGru = gru.register_forward_pre_hook((_, input, _) =>
                {
                    Begin(name, module, input);
                    return null;
                });
                var endGru = gru.register_forward_hook((_, _, _, result) =>
                {
                    End(result.Item1, result.Item2);
                    return result;
                });
                _undo.Add(beginGru.remove);
                _undo.Add(endGru.remove);
                break;
        }
    }

    private Tensor Begin(string name, nn.Module module, Tensor input)
    {
        var parent = _open.TryPeek(out var open) ? open : null;
        if (_known.TryGetValue(input, out var reach))
            parent?.Pending.Remove(reach);
        else
            reach = parent!.Derive(input.shape, mayComeFromInput: true);
        if (parent is not null)
            parent.HasParts = true;
        var step = new Step(module, name, _open.Count, reach);
        _steps.Add(step);
        _open.Push(step);
        return input;
    }

    private Tensor End(Tensor output, params ReadOnlySpan<Tensor> states)
    {
        // A module that fails leaves its call open: it is the one to name.
        var step = _open.Pop();
        var shape = output.shape;
        step.Output = ReachRules.Behind(step.Module, step.Input, shape)
            ?? (step.Module is FilterBranch branch ? ReachRules.Behind(branch.Pooling, step.Pending[^1], shape)
            : step.HasParts && _known.TryGetValue(output, out var known) ? known : step.Derive(shape, mayComeFromInput: false));
        step.MultiplyAdds = step.HasParts ? null : Cost.Of(step.Module, step.Input.Shape, shape);
        _known[output] = step.Output;
        // The state behind the last step has no axis of time.
        foreach (var state in states)
            _known[state] = step.Output.Follow([state.shape[0] * state.shape[1], state.shape[2]], keepsValues: false) with { Shape = state.shape };
        if (_open.TryPeek(out var parent))
            parent.Pending.Add(step.Output);
        return output;
    }
}
