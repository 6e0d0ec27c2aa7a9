using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Provides the library's networks by name, with what they were published with and how to build them for images and classes of one's own.</summary>
/// <remarks>The names are the same in <c>samples/Architectures</c>, <c>samples/TrainClassifier</c> and <c>samples/CompareArchitectures</c>.</remarks>
/// <example>
/// <code>
/// foreach (var known in KnownNetworks.All.Where(known => known.Learns))
///     Console.WriteLine($"{known.Name}: {known.ParameterCount(known.Published)} weights. {known.Summary}");
/// </code>
/// </example>
public static partial class KnownNetworks
{
    /// <summary>Gets the networks, those of a paper one behind the other.</summary>
    public static IReadOnlyList<KnownNetwork> All { get; } =
    [
        .. Rhythm,
        .. Timbre,
        .. AtScale,
        .. Musicnn,
        .. Choi,
        .. Directional,
        .. Harmonic,
        .. Untrained,
    ];

    /// <summary>Returns the network of a name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">There is no such network; the message lists those there are.</exception>
    public static KnownNetwork Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no network {name}; there are {string.Join(", ", All.Select(one => one.Name))}.", nameof(name));
    }

    /// <summary>Returns a first layer under a small classifier with 200 hidden units, for sets of filters that were published without one of their own.</summary>
    private static NetworkPlan Classifier(FilterSet filters, NetworkSizes sizes)
    {
        var options = new MixedShapeClassifierOptions
        {
            Bins = sizes.Bins,
            Classes = sizes.Classes,
            HiddenUnits = 200,
            FirstLayer = new() { InChannels = sizes.Channels, Groups = filters.Times(sizes.Scale), BatchNorm = BatchNormOrder.AfterActivation },
        };
        return new(() => new MixedShapeClassifier(options), options.ParameterCount, options.FirstLayer.MinimumFrames);
    }

    private static NetworkSizes Sizes(int classes, int bins, int frames, int channels = 1) => new() { Classes = classes, Bins = bins, Frames = frames, Channels = channels };

    /// <summary>Returns a published height on an image of another number of bins: scaled, rounded down, at least 1.</summary>
    private static int Scaled(int height, int bins, int publishedBins) => (int)Math.Max(1, (long)height * bins / publishedBins);
}
