using MusicCnn.FrontEnds;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>A network that the command line knows by name: one of the sample's first layers, or one of the library's networks.</summary>
internal sealed record Architecture(string Name, KnownNetwork? Known)
{
    /// <summary>The first layer that those of the sample are compared with.</summary>
    public const string Baseline = "frequency";

    private const string PaperPrefix = "paper:";

    /// <summary>The longest patch of a classifier, which waveforms reach; 3 to the power of 10 samples are what sample-level networks are often given.</summary>
    private const int MostFrames = 65_536, WaveformFrames = 59_049;

    /// <summary>Returns the network of a name.</summary>
    /// <exception cref="ArgumentException">There is none, or it is not trained.</exception>
    public static Architecture Named(string name)
    {
        if (FirstLayers.Has(name))
            return new(name, null);
        var paper = name.StartsWith(PaperPrefix, StringComparison.Ordinal) ? name[PaperPrefix.Length..] : name;
        if (KnownNetworks.All.FirstOrDefault(one => one.Name == paper) is not { } known)
            throw new ArgumentException($"There is no network '{name}'; there are {string.Join(", ", FirstLayers.Names)} of this sample, and {string.Join(", ", KnownNetworks.All.Where(one => one.Learns).Select(one => one.Name))}.");
        if (!known.Learns)
            throw new ArgumentException($"{known.Name} is not trained, so there is nothing to train here. samples/CompareArchitectures compares untrained networks with others; in code it is a RandomFeatureClassifier (docs/random-features.md).");
        return new(name.Replace(':', '-'), known);
    }

    /// <summary>Returns a front-end by its name; without one, the coarse mel spectrogram for the sample's first layers, and for others the one that they were published with.</summary>
    public nn.Module<Tensor, Tensor> FrontEnd(string? name)
    {
        name ??= Known is null ? FrontEnds.Own : FrontEnds.Published;
        if (name != FrontEnds.Published)
            return FrontEnds.Create(name);
        return Known?.CreateFrontEnd() ?? throw new ArgumentException($"--frontend {FrontEnds.Published} is for the library's networks, but {Name} is a set of filters of this sample. Name a front-end.");
    }

    /// <summary>Returns the width of a patch, in frames.</summary>
    public int PatchFrames(IFrontEnd axes, PatchLength? given)
    {
        if (given is not null)
            return given.FramesOf(axes);
        if (Known is null)
            return axes.FramesIn(FirstLayers.Patch);
        return Known.Published.Frames <= MostFrames ? Known.Published.Frames : WaveformFrames;
    }

    /// <summary>Returns a network with new weights.</summary>
    public nn.Module<Tensor, Tensor> Create(IFrontEnd axes, int classes, int frames, int scale) =>
        Known?.Create(axes, classes, frames, scale) ?? FirstLayers.Create(Name, axes, classes, scale);

    /// <summary>Returns what brings images to mean 0 and deviation 1, where the paper has it: networks that normalize their images need none.</summary>
    public Standardize? Standardize(IFrontEnd axes) => Known?.Standardization is { } over ? new(new() { Bins = axes.Bins, Over = over }) : null;
}
