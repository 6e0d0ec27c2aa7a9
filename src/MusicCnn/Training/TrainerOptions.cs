using MusicCnn.Augmentation;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Represents the settings of a <see cref="Trainer"/>.</summary>
public sealed record TrainerOptions
{
    private const double MaxMomentum = 1 - 1e-9;

    /// <summary>Gets the number of times that all training clips are gone through.</summary>
    /// <value>The default value is 30.</value>
    public int Epochs { get; init => field = Require.Positive(value, "epochs"); } = 30;

    /// <summary>Gets the largest number of patches in a step. An epoch is divided into equal batches, so that none is a small rest.</summary>
    /// <value>The default value is 16.</value>
    public int BatchSize { get; init => field = Require.Positive(value, "patches"); } = 16;

    /// <summary>Gets whether an epoch is divided into batches of exactly <see cref="BatchSize"/> patches, and the rest, other patches in each epoch, is left out.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool DropLast { get; init; }

    /// <summary>Gets how many batches are gone through for one change of the weights, whose gradient is the mean over all their patches: large batches in little memory.
    /// Statistics of batch normalization remain those of each batch.</summary>
    /// <value>The default value is 1.</value>
    public int Accumulation { get; init => field = Require.Positive(value, "batches"); } = 1;

    /// <summary>Gets how gradients change the weights.</summary>
    /// <value>The default value is <see cref="OptimizerKind.AdamW"/>.</value>
    public OptimizerKind Optimizer { get; init => field = Require.Defined(value); } = OptimizerKind.AdamW;

    /// <summary>Gets the momentum of <see cref="OptimizerKind.Sgd"/>, from 0 to below 1.</summary>
    /// <value>The default value is 0: none.</value>
    public double Momentum { get; init => field = Require.Within(value, 0, MaxMomentum, "(no unit)"); }

    /// <summary>Gets whether the momentum of <see cref="OptimizerKind.Sgd"/> looks ahead (Nesterov's); it needs a <see cref="Momentum"/> above 0.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Nesterov { get; init; }

    /// <summary>Gets the largest norm of all gradients together; a longer gradient is shortened to it. <see langword="null"/> leaves them as they are.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? GradientClip { get; init => field = value is { } norm ? Require.Positive(norm, "(norm)") : null; }

    /// <summary>Gets how much the examples of each class count in the loss.</summary>
    /// <value>The default value is <see cref="ClassWeighting.None"/>.</value>
    public ClassWeighting ClassWeights { get; init => field = Require.Defined(value); } = ClassWeighting.None;

    /// <summary>Gets the learning rate, at its highest where <see cref="Schedule"/> changes it.</summary>
    /// <value>The default value is 0.002.</value>
    public double LearningRate { get; init => field = Require.Positive(value, "(no unit)"); } = 0.002;

    /// <summary>Gets how the learning rate changes over the training.</summary>
    /// <value>The default value is <see cref="LearningRateSchedule.Cosine"/>.</value>
    public LearningRateSchedule Schedule { get; init => field = Require.Defined(value); } = LearningRateSchedule.Cosine;

    /// <summary>Gets the share of the steps over which the learning rate rises from nearly zero, from 0 to 1; <see langword="null"/> for 1/20 with
    /// <see cref="LearningRateSchedule.Cosine"/> and none with others.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? WarmUp { get; init => field = value is { } share ? Require.Within(share, 0, 1, "of the steps") : null; }

    /// <summary>Gets when <see cref="LearningRateSchedule.Plateau"/> lowers the rate.</summary>
    /// <value>The default value halves it after more than 20 epochs in a row without a lower training loss.</value>
    public PlateauOptions Plateau { get; init => field = Require.NotNull(value); } = new();

    /// <summary>Gets when <see cref="LearningRateSchedule.Steps"/> lowers the rate.</summary>
    /// <value>The default value halves it after every 5 epochs.</value>
    public StepOptions Steps { get; init => field = Require.NotNull(value); } = new();

    /// <summary>Gets the weight decay. AdamW's is decoupled: the share, times the learning rate, by which weights shrink in each step. With the other optimizers it is added to the gradient.</summary>
    /// <value>The default value is 0.01.</value>
    public double WeightDecay { get; init => field = Require.NotNegative(value, "(no unit)"); } = 0.01;

    /// <summary>Gets λ of a penalty λ/2·Σw² on kernels, the weights of two and more dimensions: biases and the scales of normalization are left alone. It adds λ·w to the gradient, before
    /// <see cref="GradientClip"/>, and is not part of the losses that are told.</summary>
    /// <value>The default value is 0: none.</value>
    public double KernelPenalty { get; init => field = Require.NotNegative(value, "(no unit)"); }

    /// <summary>Gets which patches of a song are trained on.</summary>
    /// <value>The default value is <see cref="PatchSampling.Random"/>.</value>
    public PatchSampling Sampling { get; init => field = Require.Defined(value); } = PatchSampling.Random;

    /// <summary>Gets the number of patches that <see cref="PatchSampling.Random"/> draws from each song in an epoch.</summary>
    /// <value>The default value is 1.</value>
    public int PatchesPerClip { get; init => field = Require.Positive(value, "patches"); } = 1;

    /// <summary>Gets the number of frames from one patch of <see cref="PatchSampling.Sequential"/> to the next, in training and validation, or <see langword="null"/> for the width of a patch: no overlap.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? PatchHop { get; init => field = value is { } frames ? Require.Positive(frames, "frames") : null; }

    /// <summary>Gets the figure of the validation by which the best epoch is chosen, whose weights the model has in the end; <see langword="null"/> keeps the weights of the last epoch, but with
    /// <see cref="Patience"/> those of the lowest loss.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ValidationFigure? BestBy { get; init => field = value is { } figure ? Require.Defined(figure) : null; }

    /// <summary>Gets after how many epochs without a better figure of the validation (<see cref="BestBy"/>; the loss, where none is named) training stops, or <see langword="null"/> for never. The weights of
    /// the best epoch are kept then.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Patience { get; init => field = value is { } epochs ? Require.Positive(epochs, "epochs") : null; }

    /// <summary>Gets after how many epochs without a lower training loss training stops, or <see langword="null"/> for never.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? TrainingPatience { get; init => field = value is { } epochs ? Require.Positive(epochs, "epochs") : null; }

    /// <summary>Gets the share of the training songs' patches, above 0 and below 1, that is validated with and not trained on, or <see langword="null"/> to validate with songs.
    /// Only for comparison with CBMI 2016: a song's other patches sound like those that are trained on, so that the figures flatter networks that know songs by heart. It needs
    /// <see cref="PatchSampling.Sequential"/> and takes the place of validation songs.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? LeakingValidation { get; init => field = value is { } share ? Require.Within(share, double.Epsilon, 1 - 1e-9, "of the patches") : null; }

    /// <summary>Gets what changes the images of training patches at random, or <see langword="null"/> for nothing. Validation and tests see
    /// images as they are.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <remarks>It sees images as the front-end makes them. Its draws derive from its own seed, the epoch, the clip and the number of the patch among
    /// those of its clip: not from the batch size. The caller keeps it, disposes of it, and turns it off by its <c>eval()</c>.</remarks>
    public AugmentationLayer? Augmentation { get; init; }

    /// <summary>Gets how training examples are mixed with each other, behind <see cref="Augmentation"/>, or <see langword="null"/> for not at all. Accuracy while training counts the class of the larger part.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public MixupOptions? Mixup { get; init; }

    /// <summary>Gets where checkpoints are written and training is continued from, or <see langword="null"/> for nowhere.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>Gets a folder for the results of every epoch, as lines of JSON (<c>metrics.jsonl</c>, which begins anew with a training that is not resumed) and for TensorBoard, or <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? LogFolder { get; init; }

    /// <summary>Gets the device to move the model to, or <see langword="null"/> to train it where it is. Prepared clips stay on the CPU; batches follow the model. A device that is not there is refused.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public Device? Device { get; init; }

    /// <summary>Gets the seed of all draws: order, places of patches, dropout. The initial weights are drawn before, when the model is built:
    /// call <c>torch.manual_seed</c> there.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }
}
