namespace MusicCnn.Training;

/// <summary>Represents what came of one epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">The mean cross-entropy (binary, over all tags, for tags) of the training patches, in nats, with dropout and while the weights changed.</param>
/// <param name="Accuracy">The share of the training patches classified correctly, likewise; of tags, the share of right decisions at a likelihood of one half.</param>
/// <param name="ValidationLoss">The mean cross-entropy of the validation patches after the epoch, in nats, or <see langword="null"/> without validation.</param>
public sealed record EpochResult(int Epoch, double Loss, double Accuracy, double? ValidationLoss)
{
    /// <summary>Gets the share of the validation songs classified correctly after the epoch, or <see langword="null"/> without validation songs and for tags.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Gets the share of the validation patches classified correctly after the epoch, or <see langword="null"/> without validation and for tags.</summary>
    public double? ValidationPatchAccuracy { get; init; }

    /// <summary>Gets the mean area under the tags' ROC curves on the validation songs after the epoch, or <see langword="null"/> without validation, for classes, and where no tag has one.</summary>
    public double? ValidationRocAuc { get; init; }

    /// <summary>Gets the mean area under the tags' precision-recall curves, likewise.</summary>
    public double? ValidationPrAuc { get; init; }

    /// <summary>Gets the learning rate of the epoch's last step.</summary>
    public required double LearningRate { get; init; }
}
