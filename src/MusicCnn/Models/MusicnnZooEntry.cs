using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents one network of the <see cref="MusicnnZoo"/>.</summary>
public sealed record MusicnnZooEntry
{
    internal MusicnnZooEntry()
    {
    }

    /// <summary>Gets the number under which the original knows the network.</summary>
    public required int Id { get; init; }

    /// <summary>Gets what the network is, in a line.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the number of trainable weights for 50 tags, as the original counts them.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Gets the published area under the ROC curve, mean over the tags of MagnaTagATune, in percent.</summary>
    public required double RocArea { get; init; }

    /// <summary>Gets the published area under the curve of precision over recall, mean over the tags of MagnaTagATune, in percent.</summary>
    public required double PrecisionRecallArea { get; init; }

    /// <summary>Gets the settings, from which variants can be made with <c>with</c>: those of a <see cref="TimbreNet"/>, a <see cref="VggModel"/> or a <see cref="MusicnnVariant"/>.</summary>
    public required object Options { get; init; }

    /// <summary>Gets the number of frames that the images must have, or <see langword="null"/> if any will do.</summary>
    public required int? Frames { get; init; }

    /// <summary>Makes the network, with new weights.</summary>
    /// <param name="classes">The number of classes, at least 1.</param>
    /// <returns>The network: images <c>[N, 1, 96, T]</c> of <see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/> to logits <c>[N, classes]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1.</exception>
    public nn.Module<Tensor, Tensor> Create(int classes = MusicnnZoo.PublishedClasses)
    {
        _ = Require.Positive(classes, "classes", nameof(classes));
        return Options switch
        {
            TimbreNetOptions options => new TimbreNet(options with { Classes = classes }),
            VggOptions options => new VggModel(options with { Classes = classes }),
            MusicnnVariantOptions options => new MusicnnVariant(options with { Classes = classes }),
            _ => throw new InvalidOperationException($"Network {Id} has settings of an unknown kind, {Options.GetType().Name}."),
        };
    }

    /// <summary>Returns the number, the description and the size, such as <c>11: musicnn's first layer, … (787159 weights)</c>.</summary>
    /// <returns>The entry as text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Description} ({ParameterCount} weights)");
}
