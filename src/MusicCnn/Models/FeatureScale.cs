using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents features minus the mean of a training set and divided by its deviation: <c>[N, D]</c> to <c>[N, D]</c> in double precision.</summary>
/// <remarks>A feature that is the same in all of the training set tells nothing and is left undivided. The statistics stay in double precision whatever the module is converted to.</remarks>
internal sealed class FeatureScale : nn.Module<Tensor, Tensor>
{
    /// <summary>A deviation of so small a share of the mean is the rounding of a constant.</summary>
    private const double Constant = 1e-12;

    [ComponentName(Name = "fitted_mean")]
    private readonly Tensor _mean;

    [ComponentName(Name = "fitted_deviation")]
    private readonly Tensor _deviation;

    [ComponentName(Name = "fitted_count")]
    private readonly Tensor _count;

    public FeatureScale(int features)
        : base(nameof(FeatureScale))
    {
        _mean = zeros([features], dtype: ScalarType.Float64).DetachFromDisposeScope();
        _deviation = ones([features], dtype: ScalarType.Float64).DetachFromDisposeScope();
        _count = zeros([1], dtype: ScalarType.Int64).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Gets a value indicating whether there are statistics, fitted or loaded.</summary>
    public bool IsFitted => _count.item<long>() > 0;

    /// <summary>Takes the statistics of features, <c>[N, D]</c>.</summary>
    public void Fit(Tensor features)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var values = features.to(ScalarType.Float64);
        var mean = values.mean([0]);
        var deviation = (values - mean).square().mean([0]).sqrt();
        _mean.copy_(mean);
        _deviation.copy_(deviation.where(deviation.gt(mean.abs() * Constant), tensor(1.0)));
        _count.fill_(features.shape[0]);
    }

    public override Tensor forward(Tensor features)
    {
        using var scope = NewDisposeScope();
        return ((features.to(ScalarType.Float64) - _mean) / _deviation).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (device is not null)
            base._toEpilog(null, device, non_blocking);
    }
}
