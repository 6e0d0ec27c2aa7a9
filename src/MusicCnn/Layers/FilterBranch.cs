using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Represents the convolution of one group of filters with its normalization, activation and pooling.</summary>
internal sealed class FilterBranch : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly Conv2d _conv;

    [ComponentName(Name = "norm")]
    private readonly BatchNorm2d? _norm;

    private readonly MixedShapeConvOptions _options;
    private readonly long[] _padding;

    public FilterBranch(MixedShapeConvOptions options, FilterGroup group)
        : base(nameof(FilterBranch))
    {
        _options = options;
        // Padding goes last axis first. It is explicit because an even width needs one zero more behind than before.
        var (left, right) = Ends(group.Shape.Frames, options.TimePadding);
        var (below, above) = Ends(group.Shape.Bins, options.FrequencyPadding);
        _padding = [left, right, below, above];
        // TorchSharp's initializer leaves temporaries behind; weights and statistics leave the scope by themselves.
        using var scope = NewDisposeScope();
        _conv = nn.Conv2d(options.InChannels, group.Count, (group.Shape.Bins, group.Shape.Frames), bias: options.Bias);
        if (options.BatchNorm != BatchNormOrder.None)
            _norm = nn.BatchNorm2d(group.Count, options.BatchNormEpsilon, options.BatchNormMomentum);
        RegisterComponents();
    }

    public Parameter Filters => _conv.weight;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var padded = _padding.All(size => size == 0) ? input : nn.functional.pad(input, _padding);
        var maps = _conv.call(padded);
        if (_options.BatchNorm == BatchNormOrder.BeforeActivation)
            maps = _norm!.call(maps);

        // A rising activation commutes with the maximum, and pooling first leaves it far less to do.
        var poolFirst = _options is { Pooling.Statistic: PoolingStatistic.Max, BatchNorm: not BatchNormOrder.AfterActivation };
        if (poolFirst)
            maps = Activations.Apply(_options.Activation, Pool(maps));
        else
        {
            maps = Activations.Apply(_options.Activation, maps);
            if (_options.BatchNorm == BatchNormOrder.AfterActivation)
                maps = _norm!.call(maps);
            maps = Pool(maps);
        }

        return maps.MoveToOuterDisposeScope();
    }

    private static (int Before, int Behind) Ends(int size, AxisPadding padding) =>
        padding == AxisPadding.Same ? ((size - 1) / 2, size / 2) : (0, 0);

    private Tensor Pool(Tensor maps)
    {
        var pooling = _options.Pooling;
        var max = pooling.Statistic == PoolingStatistic.Max;
        if ((pooling.Bins ?? 1) > 1 || (pooling.Frames ?? 1) > 1)
        {
            var window = ((long)(pooling.Bins ?? 1), (long)(pooling.Frames ?? 1));
            maps = max ? nn.functional.max_pool2d(maps, window) : nn.functional.avg_pool2d(maps, window);
        }

        if (pooling.Bins is null && pooling.Frames is null)
            maps = maps.flatten(start_dim: 2);
        if (pooling.Bins is null || pooling.Frames is null)
            maps = max ? Maximum(maps, pooling.Bins is null ? 2 : 3) : maps.mean([pooling.Bins is null ? 2 : 3]);
        return maps;
    }

    /// <summary>Returns the maximum over an axis. Where a gradient is wanted, finding positions too makes the way back several times faster.</summary>
    private static Tensor Maximum(Tensor maps, int axis) => maps.requires_grad ? maps.max(axis).values : maps.amax([axis]);
}
