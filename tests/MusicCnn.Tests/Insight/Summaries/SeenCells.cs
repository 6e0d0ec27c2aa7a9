using MusicCnn.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight.Summaries;

/// <summary>Measures what the values of each call in a network see: one row or one column of random images is replaced, and what changes behind it has seen it.</summary>
internal sealed class SeenCells : IDisposable
{
    /// <summary>Several, of images and of weights, because a maximum or a rectifier lets only some images through.</summary>
    private const int Draws = 12;

    /// <summary>How much more the new row or column varies, so that it can become a maximum.</summary>
    private const double Loudness = 10;

    /// <summary>A change, relative to the largest value, above the rounding of sums in another order, in double precision.</summary>
    private const double Rounding = 1e-13;

    private readonly List<Action> _undo = [];
    private readonly List<string> _names = [];
    private readonly Stack<int> _open = [];
    private readonly Dictionary<int, Tensor> _changed = [];
    private readonly long _batch;
    private int _calls;

    private SeenCells(nn.Module network, long batch)
    {
        _batch = batch;
        Hook(string.Empty, network);
    }

    /// <summary>Returns a line for each call in the order in which they begin: its name, and the most bins and frames that a value of its output sees.</summary>
    public static IReadOnlyList<string> Of(nn.Module<Tensor, Tensor> network, long channels, long bins, long frames)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        // Hooks run in the dispose scopes of the modules, so that what they keep is kept outside of any.
        using var seen = new SeenCells(network, 1 + bins + frames);
        for (var draw = 0; draw < Draws; draw++)
        {
            var images = randn([1, channels, bins, frames], dtype: ScalarType.Float64).repeat(seen._batch, 1, 1, 1);
            for (var bin = 0L; bin < bins; bin++)
                images[1 + bin].narrow(1, bin, 1).copy_(Loudness * randn([channels, 1, frames], dtype: ScalarType.Float64));
            for (var frame = 0L; frame < frames; frame++)
                images[1 + bins + frame].narrow(2, frame, 1).copy_(Loudness * randn([channels, bins, 1], dtype: ScalarType.Float64));
            SeededWeights.Draw(network, seed: draw);
            seen._calls = 0;
            _ = network.call(images);
        }

        return [.. seen._names.Select((name, call) =>
        {
            var changed = seen._changed[call];
            return $"{name}: {Extent(changed.narrow(0, 1, bins))} × {Extent(changed.narrow(0, 1 + bins, frames))}";
        })];
    }

    public void Dispose()
    {
        _undo.ForEach(undo => undo());
        foreach (var changed in _changed.Values)
            changed.Dispose();
    }

    /// <summary>Returns the greatest distance from the first to the last cell that changes a value, of all values.</summary>
    private static long Extent(Tensor changed)
    {
        var cells = changed.shape[0];
        var numbers = arange(1, cells + 1, dtype: ScalarType.Float64).unsqueeze(1);
        var seen = changed.sign();
        var last = (seen * numbers).amax([0]);
        var first = cells + 1 - (seen * (cells + 1 - numbers)).amax([0]);
        return (long)(last - first + 1).max().item<double>();
    }

    private void Hook(string name, nn.Module module)
    {
        foreach (var (child, part) in module.named_children())
            Hook(name.Length == 0 ? child : $"{name}.{child}", part);
        switch (module)
        {
            case nn.Module<Tensor, Tensor> plain:
                var begin = plain.register_forward_pre_hook((_, input) =>
                {
                    Begin(name);
                    return input;
                });
                var end = plain.register_forward_hook((_, _, output) =>
                {
                    End(output);
                    return output;
                });
                _undo.Add(begin.remove);
                _undo.Add(end.remove);
                break;
            case LSTM lstm:
                var lstmHook = lstm.register_forward_hook((_, _, _, result) =>
                {
                    Begin(name);
                    End(result.Item1);
                    return result;
                });
                _undo.Add(lstmHook.remove);
                break;
            case GRU gru:
                var gruHook = gru.register_forward_hook((_, _, _, result) =>
                {
                    Begin(name);
                    End(result.Item1);
                    return result;
                });
                _undo.Add(gruHook.remove);
                break;
        }
    }

    private void Begin(string name)
    {
        if (_names.Count == _calls)
            _names.Add(name);
        _open.Push(_calls++);
    }

    private void End(Tensor output)
    {
        var call = _open.Pop();
        using var scope = NewDisposeScope();
        var values = output.reshape(_batch, -1);
        var changed = ((values - values[0]).abs() > Rounding * values.abs().max()).to(ScalarType.Float64);
        if (_changed.TryGetValue(call, out var before))
            before.add_(changed);
        else
            _changed[call] = changed.DetachFromDisposeScope();
    }
}
