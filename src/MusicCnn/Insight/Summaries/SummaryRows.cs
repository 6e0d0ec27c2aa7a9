using MusicCnn.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Insight.Summaries;

/// <summary>Makes the rows of a table out of the calls of a network's modules.</summary>
internal sealed class SummaryRows(nn.Module network, SightUnits units, double seconds)
{
    private readonly HashSet<nn.Module> _seen = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<SummaryRow> Of(IReadOnlyList<Step> steps)
    {
        var rows = steps.Select((step, index) => Row(step, steps.Skip(index + 1).TakeWhile(part => part.Depth > step.Depth))).ToList();
        rows.AddRange(NetworkRun.Tree(string.Empty, network)
            .Where(entry => !_seen.Contains(entry.Module) && !entry.Module.named_children().Any() && entry.Module.parameters().Any())
            .Select(entry => Row(entry.Name, entry.Module, entry.Name.Count(letter => letter == '.') + 1)));
        return rows;
    }

    private SummaryRow Row(Step step, IEnumerable<Step> parts) => Row(step.Name, step.Module, step.Depth) with
    {
        OutputShape = step.Output!.Shape,
        MultiplyAddsPerSecond = (step.HasParts ? parts.Sum(part => part.MultiplyAdds ?? 0) : step.MultiplyAdds) / seconds,
        Sees = units.Of(step.Output),
    };

    private SummaryRow Row(string name, nn.Module module, int depth)
    {
        var first = _seen.Add(module);
        var parameters = first ? module.parameters().ToArray() : [];
        var statistics = first ? module.buffers().Where(buffer => buffer.is_floating_point()).ToArray() : [];
        return new()
        {
            Name = name,
            Kind = Kind(module),
            Depth = depth,
            OutputShape = null,
            TrainableWeights = parameters.Where(weight => weight.requires_grad).Sum(weight => weight.numel()),
            OtherWeights = parameters.Where(weight => !weight.requires_grad).Sum(weight => weight.numel()) + statistics.Sum(buffer => buffer.numel()),
            MultiplyAddsPerSecond = null,
            Sees = null,
        };
    }

    private static string Kind(nn.Module module)
    {
        if (module is FilterBranch branch)
            return branch.Group.ToString();
        long[] window = module switch
        {
            Convolution convolution => convolution.kernel_size,
            MaxPool1d pool => [pool.kernel_size],
            MaxPool2d pool => pool.kernel_size,
            AvgPool1d pool => [pool.kernel_size],
            AvgPool2d pool => pool.kernel_size,
            _ => [],
        };
        return window.Length == 0 ? module.GetType().Name : $"{module.GetType().Name} {string.Join('×', window)}";
    }
}
