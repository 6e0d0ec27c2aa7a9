using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a network of the literature under its name in <see cref="KnownNetworks"/>: what it hears, its published sizes, and how to build it for others.</summary>
/// <remarks>
/// <para>Built for other sizes, heights of filters in bins keep their share of the image, as <see cref="Layers.FilterSets"/> does it; widths in frames stay what they are, and so do windows of pooling.
/// What cannot be built is refused with the sizes that it would take.</para>
/// <para>The weights are drawn from torch's random numbers: call <c>torch.manual_seed</c> before. Untrained networks (<see cref="Learns"/>) have a seed of their own.</para>
/// </remarks>
/// <example>
/// <code>
/// var known = KnownNetworks.Named("time-frequency");
/// var frontEnd = known.CreateFrontEnd();
/// var network = known.Create((IFrontEnd)frontEnd, classes: 5, frames: 100);
/// using var model = new AudioClassifier(frontEnd, network, new() { Labels = labels, PatchFrames = 100 });
/// </code>
/// </example>
public sealed class KnownNetwork
{
    private readonly Func<NetworkSizes, NetworkPlan> _plan;

    internal KnownNetwork(string name, string summary, object frontEndSettings, NetworkSizes published, Func<NetworkSizes, NetworkPlan> plan)
    {
        (Name, Summary, FrontEndSettings, Published, _plan) = (name, summary, frontEndSettings, published, plan);
    }

    /// <summary>Gets the name: lower-case words with hyphens, such as <c>onet-pnet</c>.</summary>
    public string Name { get; }

    /// <summary>Gets what it is and who published it, in a line.</summary>
    public string Summary { get; }

    /// <summary>Gets the settings of the front-end that it was published with, such as <see cref="MelSpectrogramOptions"/>; they compare by value.</summary>
    public object FrontEndSettings { get; }

    /// <summary>Gets the published sizes: classes, bins, channels, and the frames of a patch.</summary>
    public NetworkSizes Published { get; }

    /// <summary>Gets what the images were standardized over for it, or <see langword="null"/> where they were not: most networks normalize by themselves.</summary>
    public StandardizeOver? Standardization { get; internal init; }

    /// <summary>Gets a value indicating whether it takes images of one number of frames only, the one that it is built for; others take any from <see cref="MinimumFrames"/> on.</summary>
    public bool FixesFrames { get; internal init; }

    /// <summary>Gets a value indicating whether <see cref="NetworkSizes.Scale"/> may be other than 1.</summary>
    public bool Scales { get; internal init; }

    /// <summary>Gets a value indicating whether it is trained. One that is not is a <see cref="RandomFeatures"/>: its outputs are features, whatever the number of classes, and a
    /// <see cref="RandomFeatureClassifier"/> with its options is fitted to clips.</summary>
    public bool Learns { get; internal init; } = true;

    /// <summary>Gets a value indicating whether it takes any number of channels, such as the harmonics of a note, and not only one.</summary>
    public bool TakesChannels { get; internal init; }

    /// <summary>Gets a value indicating whether it takes waveforms, as images of one bin (<see cref="RawWaveform"/>).</summary>
    public bool TakesWaveforms => FrontEndSettings is RawWaveformOptions;

    /// <summary>Builds the front-end that it was published with.</summary>
    /// <returns>The front-end, a module that is an <see cref="IFrontEnd"/>.</returns>
    public nn.Module<Tensor, Tensor> CreateFrontEnd() => PublishedFrontEnds.Create(FrontEndSettings);

    /// <summary>Builds the network.</summary>
    /// <param name="sizes">The sizes; <see cref="Published"/> for those of the paper.</param>
    /// <returns>The network: images <c>[N, C, F, T]</c> to logits <c>[N, classes]</c>, or to features where it does not learn.</returns>
    /// <exception cref="ArgumentException">It cannot be built for these sizes; the message says what it would take.</exception>
    public nn.Module<Tensor, Tensor> Create(NetworkSizes sizes) => Plan(sizes).Build();

    /// <summary>Builds the network for the images of a front-end.</summary>
    /// <param name="axes">The front-end, which says bins and channels.</param>
    /// <param name="classes">The number of classes or tags.</param>
    /// <param name="frames">The number of frames of an image.</param>
    /// <param name="scale">What multiplies the number of filters.</param>
    /// <returns>The network: images <c>[N, C, F, T]</c> to logits <c>[N, classes]</c>, or to features where it does not learn.</returns>
    /// <exception cref="ArgumentException">It cannot be built for these sizes; the message says what it would take.</exception>
    public nn.Module<Tensor, Tensor> Create(IFrontEnd axes, int classes, int frames, int scale = 1) => Create(NetworkSizes.Of(axes, classes, frames) with { Scale = scale });

    /// <summary>Returns the number of weights without building the network; of one that does not learn, those drawn at random.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <returns>The number of weights.</returns>
    /// <exception cref="ArgumentException">It cannot be built for these sizes; the message says what it would take.</exception>
    public long ParameterCount(NetworkSizes sizes) => Plan(sizes).ParameterCount;

    /// <summary>Returns the number of frames that images of a front-end must have at least.</summary>
    /// <param name="axes">The front-end, which says bins and channels.</param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="ArgumentException">It cannot be built for images of any number of frames; the message says what it would take.</exception>
    public int MinimumFrames(IFrontEnd axes)
    {
        var sizes = NetworkSizes.Of(axes, classes: 1, KnownNetworkRoom.MostFrames);
        _ = Plan(sizes);
        return KnownNetworkRoom.LeastFrames(_plan, sizes)!.Value;
    }

    /// <summary>Returns the name with the summary.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => $"{Name}: {Summary}";

    private NetworkPlan Plan(NetworkSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Scale != 1 && !Scales)
            throw new ArgumentException($"The filters of {Name} come in one number, but the scale was {sizes.Scale}. Take a scale of 1.", nameof(sizes));
        if (sizes.Channels != 1 && !TakesChannels)
        {
            throw new ArgumentException(
                $"{Name} takes images of 1 channel, but they have {sizes.Channels}. Take a front-end of one channel, or one of {string.Join(", ", KnownNetworks.All.Where(one => one.TakesChannels).Select(one => one.Name))}.",
                nameof(sizes));
        }

        if (TakesWaveforms && sizes.Bins != 1)
            throw new ArgumentException($"{Name} takes waveforms, images of 1 bin, but they have {sizes.Bins}. Take {nameof(RawWaveform)} as the front-end.", nameof(sizes));
        return KnownNetworkRoom.Require(Name, _plan, sizes);
    }
}
