using MusicCnn.Internal;
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
    private readonly FilterGroup _group;
    private readonly FilterAxis _bins;
    private readonly FilterAxis _frames;
    private bool _frozen;

    public FilterBranch(MixedShapeConvOptions options, FilterGroup group)
        : base(nameof(FilterBranch))
    {
        (_options, _group) = (options, group);
        (_bins, _frames) = (FilterAxis.OfBins(options, group), FilterAxis.OfFrames(options, group));
        // TorchSharp's initializer leaves temporaries behind; weights and statistics leave the scope by themselves.
        using var scope = NewDisposeScope();
        _conv = nn.Conv2d(
            options.InChannels, group.Count, (group.Shape.Bins, group.Shape.Frames), stride: (group.BinStride, group.FrameStride),
            dilation: (group.BinDilation, group.FrameDilation), bias: options.Bias);
        if (options.BatchNorm != BatchNormOrder.None)
            _norm = nn.BatchNorm2d(group.Count, options.BatchNormEpsilon, options.BatchNormMomentum);
        RegisterComponents();
    }

    public Parameter Filters => _conv.weight;

    /// <summary>Gets the shape and number of the filters.</summary>
    public FilterGroup Group => _group;

    /// <summary>Gets how the maps are pooled.</summary>
    public FeaturePooling Pooling => _options.Pooling;

    /// <summary>Gets or sets whether training leaves weights, offsets and statistics as they are.</summary>
    public bool Frozen
    {
        get => _frozen;
        set
        {
            _frozen = value;
            foreach (var parameter in parameters())
                parameter.requires_grad = !value;
            _norm?.train(training && !value);
        }
    }

    private bool IsAtEveryPlace => _group is { BinStride: 1, FrameStride: 1, BinDilation: 1, FrameDilation: 1 };

    /// <summary>Takes over the weights and statistics of a branch of the same shape.</summary>
    public void CopyFrom(FilterBranch source)
    {
        using var noGradient = no_grad();
        var values = source.state_dict();
        foreach (var (key, target) in state_dict())
            target.copy_(values[key]);
    }

    public override Tensor forward(Tensor input)
    {
        PrecisionGuard.Matches(input, _conv.weight, nameof(input));
        // Putting the whole network into training mode reaches the normalization of a frozen group too.
        if (_frozen && _norm is { training: true })
            _norm.eval();
        using var scope = NewDisposeScope();
        var image = Padded(_group.MeanFirst ? input.mean([2], keepdim: true) : input);
        var maps = IsAtEveryPlace && SingleChannel.Suits(_conv.weight, image) ? SingleChannel.Convolve(image, _conv.weight, _conv.bias) : _conv.call(image);
        if (_norm is not null)
            BatchGuard.RequireTwoValues(_norm, maps.numel() / _group.Count, input.shape, $"behind {_group}");
        if (_options.BatchNorm == BatchNormOrder.BeforeActivation)
            maps = _norm!.call(maps);

        // A rising activation commutes with the maximum, and pooling first leaves it far less to do.
        var poolFirst = _options is { Pooling.Statistic: PoolingStatistic.Max, BatchNorm: not BatchNormOrder.AfterActivation };
        if (poolFirst)
            maps = Activations.Apply(_options.Activation, FeaturePooler.Pool(_options.Pooling, maps));
        else
        {
            maps = Activations.Apply(_options.Activation, maps);
            if (_options.BatchNorm == BatchNormOrder.AfterActivation)
                maps = _norm!.call(maps);
            maps = FeaturePooler.Pool(_options.Pooling, maps);
        }

        return maps.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the image with its zeros. They are explicit because an even width needs one more behind than before.</summary>
    private Tensor Padded(Tensor image)
    {
        var (below, above) = _bins.Zeros(image.shape[2]);
        var (left, right) = _frames.Zeros(image.shape[3]);
        // Padding goes last axis first.
        return (below, above, left, right) == (0, 0, 0, 0) ? image : nn.functional.pad(image, [left, right, below, above]);
    }
}
