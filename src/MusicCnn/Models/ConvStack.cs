using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents convolutions with pooling in between, as networks for photographs have: image <c>[N, C, F, T]</c> to maps <c>[N, K, F', T']</c>.</summary>
internal sealed class ConvStack : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")]
    private readonly ModuleList<MixedShapeConv> _layers;

    // Modules, so that summaries and hooks see the pooling; they have no keys.
    [ComponentName(Name = "pools")]
    private readonly ModuleList<MaxPool2d> _pools;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    private readonly ConvStackOptions _options;

    public ConvStack(ConvStackOptions options)
        : base(nameof(ConvStack))
    {
        _options = options;
        _layers = nn.ModuleList(options.Layers.Select(layer => new MixedShapeConv(layer)).ToArray());
        _pools = nn.ModuleList(options.Blocks.Select(block => block.Pool)
            .Select(pool => nn.MaxPool2d((pool.Bins, pool.Frames), stride: (pool.BinStride, pool.FrameStride))).ToArray());
        _dropout = nn.Dropout(options.Dropout);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image)
    {
        using var scope = NewDisposeScope();
        return Pooled(image)[^1].MoveToOuterDisposeScope();
    }

    /// <summary>Returns the maps behind the pooling of each block, in the caller's dispose scope.</summary>
    public IReadOnlyList<Tensor> Pooled(Tensor image)
    {
        var pooled = new List<Tensor>();
        var maps = image;
        var layer = 0;
        foreach (var block in _options.Blocks)
        {
            if (pooled.Count > 0 || _options.DropsImage)
                maps = _dropout.call(maps);
            for (var i = 0; i < block.Layers.Count; i++, layer++)
            {
                if (_options.BatchNorm != BatchNormOrder.None)
                {
                    var left = _layers[layer].OutputShape(maps.shape);
                    BatchGuard.RequireTwoValues(_layers[layer], left[0] * left[2] * left[3], image.shape, $"behind convolution {layer + 1}");
                }

                maps = _layers[layer].call(maps);
            }

            maps = _pools[pooled.Count].call(maps);
            pooled.Add(maps);
        }

        return pooled;
    }
}
