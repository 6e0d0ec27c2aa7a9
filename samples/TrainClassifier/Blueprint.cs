using System.CommandLine;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>What the classifiers of one command have in common: front-end, patch, what their answers mean, and the seed of their weights.</summary>
internal sealed class Blueprint : IDisposable
{
    private readonly Architecture _main;
    private readonly nn.Module<Tensor, Tensor> _axes;
    private readonly string? _frontEnd;
    private readonly int _scale;
    private readonly int _seed;
    private readonly Device _device;
    private readonly ClassOutput _output;

    /// <summary>Initializes a new instance of the <see cref="Blueprint"/> class, and refuses networks that do not fit their images.</summary>
    public Blueprint(ParseResult parsed, IReadOnlyList<Architecture> networks, ClassOutput output, int seed)
    {
        (_main, _output, _seed) = (networks[0], output, seed);
        _frontEnd = parsed.GetValue(ModelOptions.FrontEnd);
        _scale = parsed.GetValue(ModelOptions.Scale);
        _device = ComputeDevice.Of(parsed.GetRequiredValue(SharedOptions.Device));
        _axes = _main.FrontEnd(_frontEnd);
        Axes = ((IFrontEnd)_axes, _main.PatchFrames((IFrontEnd)_axes, parsed.GetValue(ModelOptions.Patch)));
        foreach (var network in networks)
            network.Create(Axes.FrontEnd, classes: 2, Axes.Frames, ScaleOf(network)).Dispose();
    }

    /// <summary>Gets the axes of the images, for their sizes only, and the frames of a patch.</summary>
    public (IFrontEnd FrontEnd, int Frames) Axes { get; }

    public void Dispose() => _axes.Dispose();

    /// <summary>Returns an untrained classifier whose weights are drawn from the seed.</summary>
    public AudioClassifier Create(Architecture architecture, IReadOnlyList<string> labels)
    {
        var frontEnd = _main.FrontEnd(_frontEnd);
        var axes = (IFrontEnd)frontEnd;
        manual_seed(_seed);
        var network = architecture.Create(axes, labels.Count, Axes.Frames, ScaleOf(architecture));
        var model = new AudioClassifier(frontEnd, network, new() { Labels = labels, PatchFrames = Axes.Frames, Output = _output }, architecture.Standardize(axes));
        return _device.type == DeviceType.CPU ? model : model.to(_device);
    }

    /// <summary>Returns the scale of the network that is asked for; the one it is compared with is as published.</summary>
    private int ScaleOf(Architecture architecture) => architecture == _main ? _scale : 1;
}
