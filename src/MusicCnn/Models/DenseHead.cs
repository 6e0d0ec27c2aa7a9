using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a classifier behind pooling, <c>[N, K]</c> to <c>[N, classes]</c>: dense, batch normalization, ReLU, dropout, dense.</summary>
internal sealed class DenseHead : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;

    [ComponentName(Name = "norm")]
    private readonly BatchNorm1d _norm;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    public DenseHead(DenseHeadOptions options)
        : base(nameof(DenseHead))
    {
        _dense = nn.Linear(options.Units, options.Units);
        _norm = nn.BatchNorm1d(options.Units, options.BatchNormEpsilon, options.BatchNormMomentum);
        _dropout = nn.Dropout(options.Dropout);
        _output = nn.Linear(options.Units, options.Classes);
        RegisterComponents();
    }

    /// <summary>Throws when images are a training batch of 1, before anything is computed of it.</summary>
    public void RequireBatch(Tensor image) => BatchGuard.RequireTwoValues(_norm, image.shape[0], image.shape, "behind the dense layer");

    public override Tensor forward(Tensor features)
    {
        using var scope = NewDisposeScope();
        var dense = nn.functional.relu(_norm.call(_dense.call(features)));
        return _output.call(_dropout.call(dense)).MoveToOuterDisposeScope();
    }
}
