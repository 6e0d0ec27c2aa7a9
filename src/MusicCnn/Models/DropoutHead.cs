using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the end of a classifier: features <c>[N, features]</c> to logits <c>[N, classes]</c> by dropout and a dense layer, behind a hidden one where set.</summary>
internal sealed class DropoutHead : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "hidden_dropout")]
    private readonly Dropout _hiddenDropout;

    [ComponentName(Name = "hidden")]
    private readonly Linear? _hidden;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    private readonly Activation _activation;

    public DropoutHead(long features, int? hiddenUnits, int classes, Activation activation, double hiddenDropout, double dropout)
        : base(nameof(DropoutHead))
    {
        _activation = activation;
        _hiddenDropout = nn.Dropout(hiddenDropout);
        _dropout = nn.Dropout(dropout);
        if (hiddenUnits is { } units)
            _hidden = nn.Linear(features, units);
        _output = nn.Linear(hiddenUnits ?? features, classes);
        RegisterComponents();
    }

    /// <summary>Gets the last layer.</summary>
    public Linear Output => _output;

    public static long ParameterCount(long features, int? hiddenUnits, int classes) =>
        hiddenUnits is { } units ? (features + 1) * units + (units + 1L) * classes : (features + 1) * classes;

    public override Tensor forward(Tensor features)
    {
        using var scope = NewDisposeScope();
        var values = _hidden is null ? features : Activations.Apply(_activation, _hidden.call(_hiddenDropout.call(features)));
        return _output.call(_dropout.call(values)).MoveToOuterDisposeScope();
    }
}
