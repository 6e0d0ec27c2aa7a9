using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using TorchSharp;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The first layers that the command line offers by name, described in musical units.</summary>
internal static class Architectures
{
    public const string Baseline = "frequency";

    private static readonly TimeSpan Patch = TimeSpan.FromSeconds(3.5);

    private static readonly Dictionary<string, Func<IFrontEnd, FilterGroup[]>> Named = new()
    {
        ["mixed"] = axes => [.. Temporal(axes, 12), Frequency(axes, 8), Rectangular(axes, 32)],
        ["temporal"] = axes => [.. Temporal(axes, 24)],
        ["frequency"] = axes => [Frequency(axes, 48)],
        ["rectangular"] = axes => [Rectangular(axes, 40)],
    };

    public static string[] Names => [.. Named.Keys];

    /// <summary>Returns an untrained classifier whose weights are drawn from a seed.</summary>
    public static AudioClassifier Create(string name, MelSpectrogram frontEnd, IReadOnlyList<string> labels, int seed)
    {
        torch.manual_seed(seed);
        var network = new MixedShapeClassifier(new()
        {
            Bins = frontEnd.Bins,
            Classes = labels.Count,
            Dropout = 0.2,
            HiddenUnits = 64,
            FirstLayer = new() { Groups = Named[name](frontEnd), BatchNorm = BatchNormOrder.BeforeActivation },
        });
        return new AudioClassifier(frontEnd, network, new() { Labels = labels, PatchFrames = frontEnd.FramesIn(Patch) });
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
