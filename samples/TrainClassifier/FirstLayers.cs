using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The sample's own first layers, described in musical units.</summary>
internal static class FirstLayers
{
    private static readonly Dictionary<string, Func<IFrontEnd, FilterGroup[]>> Named = new()
    {
        ["mixed"] = axes => [.. Temporal(axes, 12), Frequency(axes, 8), Rectangular(axes, 32)],
        ["temporal"] = axes => [.. Temporal(axes, 24)],
        ["frequency"] = axes => [Frequency(axes, 48)],
        ["rectangular"] = axes => [Rectangular(axes, 40)],
    };

    public static TimeSpan Patch { get; } = TimeSpan.FromSeconds(3.5);

    public static IEnumerable<string> Names => Named.Keys;

    public static bool Has(string name) => Named.ContainsKey(name);

    public static nn.Module<Tensor, Tensor> Create(string name, IFrontEnd axes, int classes, int scale)
    {
        if (axes is RawWaveform)
            throw new ArgumentException($"The filters of {name} hear images, but --frontend waveform makes none. Take another front-end, or a network on waveforms such as at-scale-waveform.");
        return new MixedShapeClassifier(new()
        {
            Bins = axes.Bins,
            Classes = classes,
            Dropout = 0.2,
            HiddenUnits = 64,
            FirstLayer = new() { InChannels = axes.Channels, Groups = FilterSet.Of(Named[name](axes)).Times(scale), BatchNorm = BatchNormOrder.BeforeActivation },
        });
    }

    /// <summary>One and two seconds of rhythm in a single band.</summary>
    private static FilterGroup[] Temporal(IFrontEnd axes, int count) =>
    [
        FilterShape.Temporal(axes.FramesIn(TimeSpan.FromSeconds(1))).Times(count),
        FilterShape.Temporal(axes.FramesIn(TimeSpan.FromSeconds(2))).Times(count),
    ];

    /// <summary>The timbre of a moment, in seven tenths of the bands.</summary>
    private static FilterGroup Frequency(IFrontEnd axes, int count) => FilterShape.Frequency(axes.Bins * 7 / 10).Times(count);

    /// <summary>One second of what low and high instruments play together.</summary>
    private static FilterGroup Rectangular(IFrontEnd axes, int count) =>
        FilterShape.Rectangular(axes.Bins * 4 / 5, axes.FramesIn(TimeSpan.FromSeconds(1))).Times(count);
}
