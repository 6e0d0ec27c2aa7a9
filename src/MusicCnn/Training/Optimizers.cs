using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Makes optimizers from settings.</summary>
internal static class Optimizers
{
    public static OptimizerHelper Create(TrainerOptions options, IReadOnlyList<Parameter> weights)
    {
        if (options.Nesterov && (options.Optimizer != OptimizerKind.Sgd || options.Momentum == 0))
            throw new ArgumentException($"{nameof(TrainerOptions.Nesterov)} needs {nameof(OptimizerKind.Sgd)} with a {nameof(TrainerOptions.Momentum)} above 0.", nameof(options));
        if (options.Momentum > 0 && options.Optimizer != OptimizerKind.Sgd)
            throw new ArgumentException($"{nameof(TrainerOptions.Momentum)} is for {nameof(OptimizerKind.Sgd)}; {options.Optimizer} has its own.", nameof(options));
        return options.Optimizer switch
        {
            OptimizerKind.Adam => optim.Adam(weights, options.LearningRate, weight_decay: options.WeightDecay),
            OptimizerKind.Sgd => optim.SGD(weights, options.LearningRate, momentum: options.Momentum, weight_decay: options.WeightDecay, nesterov: options.Nesterov),
            _ => optim.AdamW(weights, options.LearningRate, weight_decay: options.WeightDecay),
        };
    }
}
