using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents what both front-ends of a <see cref="TaggerAtScale"/> have behind them: features <c>[N, K, T]</c> to logits <c>[N, classes]</c>.</summary>
internal sealed class TaggerBackEnd : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "convolutions")]
    private readonly ModuleList<MixedShapeConv> _convolutions;

    /// <summary>One normalization of everything for each residual convolution, where they have none for each filter.</summary>
    [ComponentName(Name = "shared_norms")]
    private readonly ModuleList<BatchNorm2d> _sharedNorms;

    // Modules, so that summaries see the pooling.
    [ComponentName(Name = "pool")]
    private readonly MaxPool1d _pool;

    [ComponentName(Name = "over_time")]
    private readonly TemporalPooling _overTime;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "dense")]
    private readonly Linear _dense;

    [ComponentName(Name = "dense_norm")]
    private readonly BatchNorm1d _denseNorm;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    public TaggerBackEnd(TaggerAtScaleOptions options)
        : base(nameof(TaggerBackEnd))
    {
        var (epsilon, momentum) = (options.BatchNormEpsilon, options.BatchNormMomentum);
        _convolutions = nn.ModuleList(Enumerable.Range(0, 3).Select(layer => new MixedShapeConv(options.Convolution(layer))).ToArray());
        _sharedNorms = nn.ModuleList(Enumerable.Range(0, options.SharedResidualNorm ? 2 : 0).Select(_ => nn.BatchNorm2d(1, epsilon, momentum)).ToArray());
        _pool = nn.MaxPool1d(TaggerAtScaleOptions.PooledFrames);
        _overTime = new TemporalPooling(PoolingStatistic.MaxAndMean, interleaved: true);
        _dropout = nn.Dropout(options.Dropout);
        _dense = nn.Linear(2L * options.Filters, options.DenseUnits);
        _denseNorm = nn.BatchNorm1d(options.DenseUnits, epsilon, momentum);
        _output = nn.Linear(options.DenseUnits, options.Classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor features)
    {
        using var scope = NewDisposeScope();
        var first = _convolutions[0].call(features.unsqueeze(2));                     // [N, 512, T - 6]
        var pooled = _pool.call(Residual(1, first));                                  // [N, 512, (T - 6) / 2]
        var summary = _overTime.call(Residual(2, pooled));                            // [N, 1024], maximum and mean of a channel side by side
        var dense = _denseNorm.call(nn.functional.relu(_dense.call(_dropout.call(summary))));
        return _output.call(_dropout.call(dense)).MoveToOuterDisposeScope();
    }

    private Tensor Residual(int layer, Tensor features)
    {
        var maps = _convolutions[layer].call(features.unsqueeze(2));
        if (_sharedNorms.Count > 0)
            maps = _sharedNorms[layer - 1].call(maps.unsqueeze(1)).squeeze(1);
        return maps + features;
    }
}
