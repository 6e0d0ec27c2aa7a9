using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents a network behind a front-end, as it is compared.</summary>
internal sealed record ComparedSystem
{
    /// <summary>Gets the name of the network.</summary>
    public required string Architecture { get; init; }

    /// <summary>Gets what the filters of its first layer are like.</summary>
    public required FilterFamily Family { get; init; }

    /// <summary>Gets the settings of its front-end, <see cref="MelSpectrogramOptions"/> or <see cref="ConstantQOptions"/>; they compare by value.</summary>
    public required object FrontEndSettings { get; init; }

    /// <summary>Gets the number of frames of a patch.</summary>
    public required int Frames { get; init; }

    /// <summary>Gets what images are standardized over, on the songs that are trained on, or null for networks that normalize by themselves.</summary>
    public StandardizeOver? Standardization { get; init; }

    /// <summary>Gets what makes the network for the axes of a front-end, a number of classes and a seed.</summary>
    public required Func<IFrontEnd, int, int, nn.Module<Tensor, Tensor>> Network { get; init; }

    /// <summary>Gets what training on one patch takes, in milliseconds on one core: as measured once, so that the number of epochs is the same everywhere.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Gets whether it is one of the few that --quick takes.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Gets whether it stands beside the same network on another front-end, which matters for pitch only.</summary>
    public bool IsOnlyForPitch { get; init; }

    /// <summary>Gets whether the same network is compared on another front-end, or this is that one.</summary>
    public bool IsComparedForPitch { get; init; }

    /// <summary>Gets the name of its front-end, such as <c>mel-40</c>.</summary>
    public string FrontEnd => FrontEndSettings switch
    {
        MelSpectrogramOptions mel => FormattableString.Invariant($"mel-{mel.MelBands}"),
        ConstantQOptions constantQ => FormattableString.Invariant($"cqt-{constantQ.Bins}"),
        var settings => settings.GetType().Name,
    };

    /// <summary>Makes the system, its weights drawn from a seed.</summary>
    public AudioClassifier Create(IReadOnlyList<string> labels, int seed)
    {
        manual_seed(seed);
        nn.Module<Tensor, Tensor> frontEnd = FrontEndSettings is ConstantQOptions constantQ ? new ConstantQ(constantQ) : new MelSpectrogram((MelSpectrogramOptions)FrontEndSettings);
        var axes = (IFrontEnd)frontEnd;
        var standardize = Standardization is { } over ? new Standardize(new() { Bins = axes.Bins, Over = over }) : null;
        return new(frontEnd, Network(axes, labels.Count, seed), new() { Labels = labels, PatchFrames = Frames }, standardize);
    }

    /// <summary>Returns what the network of a system costs; of untrained features without the classifier on them, which is not fitted yet.</summary>
    public ModelSummary Summarize(AudioClassifier system) =>
        ModelSummary.Of(system.Network is RandomFeatureClassifier untrained ? untrained.Features : system.Network, system.FrontEnd, new() { Frames = Frames });

    /// <summary>Returns the number of weights, those that are never trained included.</summary>
    public static long WeightsOf(AudioClassifier system) =>
        system.Network is RandomFeatureClassifier untrained ? untrained.Options.ParameterCount : system.Network.parameters().Sum(weight => weight.numel());

    /// <summary>Returns all that decides what the network is, as text.</summary>
    public string Describe(AudioClassifier system) => FormattableString.Invariant(
        $"{system.Network}, {system.Network.GetType().GetProperty("Options")?.GetValue(system.Network)}, patches of {Frames} frames, standardized over {(Standardization is { } over ? over : "nothing")}");
}
