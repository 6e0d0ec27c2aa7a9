using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents one or two 3×3 convolutions with batch normalization, residual where set, ReLU and pooling: <c>[N, C, F, T]</c> to <c>[N, K, F', T']</c>.</summary>
/// <remarks>A row of zeros lies around the image on all four sides at any stride, as PyTorch pads; TensorFlow's padding, that of
/// <see cref="Layers.AxisPadding.Same"/>, puts a stride of 2 elsewhere.</remarks>
internal sealed class SquareBlock : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly Conv2d _conv;

    [ComponentName(Name = "norm")]
    private readonly BatchNorm2d _norm;

    [ComponentName(Name = "second_conv")]
    private readonly Conv2d? _secondConv;

    [ComponentName(Name = "second_norm")]
    private readonly BatchNorm2d? _secondNorm;

    [ComponentName(Name = "shortcut_conv")]
    private readonly Conv2d? _shortcutConv;

    [ComponentName(Name = "shortcut_norm")]
    private readonly BatchNorm2d? _shortcutNorm;

    // A module, so that summaries and hooks see the pooling; it has no keys.
    [ComponentName(Name = "pool")]
    private readonly MaxPool2d? _pool;

    public SquareBlock(SquareBlockOptions options)
        : base(nameof(SquareBlock))
    {
        // TorchSharp's initializers leave temporaries behind; weights and statistics leave the scope by themselves.
        using var scope = NewDisposeScope();
        (_conv, _norm) = Convolution(options, options.InChannels, options.Stride);
        if (options.Residual)
            (_secondConv, _secondNorm) = Convolution(options, options.OutChannels, stride: 1);
        if (options.FiltersShortcut)
            (_shortcutConv, _shortcutNorm) = Convolution(options, options.InChannels, options.Stride);
        if (options.Pool is { } pool)
            _pool = nn.MaxPool2d((pool.Bins, pool.Frames), stride: (pool.BinStride, pool.FrameStride));
        RegisterComponents();
    }

    public override Tensor forward(Tensor image)
    {
        PrecisionGuard.Matches(image, _conv.weight, nameof(image));
        using var scope = NewDisposeScope();
        var maps = _norm.call(_conv.call(image));
        if (_secondConv is not null)
        {
            maps = _secondNorm!.call(_secondConv.call(nn.functional.relu(maps)));
            maps = maps + (_shortcutConv is null ? image : _shortcutNorm!.call(_shortcutConv.call(image)));
        }

        maps = nn.functional.relu(maps);
        return (_pool is null ? maps : _pool.call(maps)).MoveToOuterDisposeScope();
    }

    private static (Conv2d Conv, BatchNorm2d Norm) Convolution(SquareBlockOptions options, int channels, int stride) => (
        nn.Conv2d(channels, options.OutChannels, kernel_size: 3, stride: stride, padding: 1),
        nn.BatchNorm2d(options.OutChannels, options.BatchNormEpsilon, options.BatchNormMomentum));
}
