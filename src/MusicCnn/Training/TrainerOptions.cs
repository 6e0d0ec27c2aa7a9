using MusicCnn.Augmentation;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Represents the settings of a <see cref="Trainer"/>.</summary>
public sealed record TrainerOptions
{
    /// <summary>Gets the number of times that all training clips are gone through.</summary>
    /// <value>The default value is 30.</value>
    public int Epochs { get; init => field = Require.Positive(value, "epochs"); } = 30;

    /// <summary>Gets the largest number of patches in a step. An epoch is divided into equal batches, so that none is a small rest.</summary>
    /// <value>The default value is 16.</value>
    public int BatchSize { get; init => field = Require.Positive(value, "patches"); } = 16;

    /// <summary>Gets the learning rate of AdamW, at its highest where <see cref="Schedule"/> changes it.</summary>
    /// <value>The default value is 0.002.</value>
    public double LearningRate { get; init => field = Require.Positive(value, "(no unit)"); } = 0.002;

    /// <summary>Gets how the learning rate changes over the training.</summary>
    /// <value>The default value is <see cref="LearningRateSchedule.Cosine"/>.</value>
    public LearningRateSchedule Schedule { get; init => field = Require.Defined(value); } = LearningRateSchedule.Cosine;

    /// <summary>Gets the decoupled weight decay of AdamW: the share, times the learning rate, by which weights shrink in each step.</summary>
    /// <value>The default value is 0.01.</value>
    public double WeightDecay { get; init => field = Require.NotNegative(value, "(no unit)"); } = 0.01;

    /// <summary>Gets which patches of a song are trained on.</summary>
    /// <value>The default value is <see cref="PatchSampling.Random"/>.</value>
    public PatchSampling Sampling { get; init => field = Require.Defined(value); } = PatchSampling.Random;

    /// <summary>Gets the number of patches that <see cref="PatchSampling.Random"/> draws from each song in an epoch.</summary>
    /// <value>The default value is 1.</value>
    public int PatchesPerClip { get; init => field = Require.Positive(value, "patches"); } = 1;

    /// <summary>Gets after how many epochs without a lower validation loss training stops, or <see langword="null"/> for never. The weights of
    /// the best epoch are kept then.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Patience { get; init => field = value is { } epochs ? Require.Positive(epochs, "epochs") : null; }

    /// <summary>Gets what changes the images of training patches at random, or <see langword="null"/> for nothing. Validation and tests see
    /// images as they are.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <remarks>It sees images as the front-end makes them. Its draws derive from its own seed, the epoch, the clip and the number of the patch among
    /// those of its clip: not from the batch size. The caller keeps it, disposes of it, and turns it off by its <c>eval()</c>.</remarks>
    public AugmentationLayer? Augmentation { get; init; }

    /// <summary>Gets the device to move the model to, or <see langword="null"/> to train it where it is.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public Device? Device { get; init; }

    /// <summary>Gets the seed of all draws: order, places of patches, dropout. The initial weights are drawn before, when the model is built:
    /// call <c>torch.manual_seed</c> there.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }
}
