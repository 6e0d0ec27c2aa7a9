using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using TorchSharp;

namespace MusicCnn.Samples.Architectures;

/// <summary>Represents a network that the command line knows by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="FrontEnd">The settings of the front-end whose images it takes.</param>
/// <param name="Network">Makes the network for a factor on the number of filters.</param>
/// <param name="Scales">Whether that factor may be other than 1.</param>
/// <param name="Frames">The number of frames that it takes, or <see langword="null"/> for any.</param>
internal sealed record Architecture(
    string Name, string Summary, MelSpectrogramOptions FrontEnd, Func<int, torch.nn.Module<torch.Tensor, torch.Tensor>> Network, bool Scales = false, int? Frames = null)
{
    /// <summary>Returns the network of a name.</summary>
    public static Architecture Named(string name) => Registry.All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no network {name}; there are {string.Join(", ", Registry.All.Select(one => one.Name))}.");

    /// <summary>Returns the network's table.</summary>
    public ModelSummary Describe(int scale, TimeSpan duration, double? beatsPerMinute)
    {
        if (scale != 1 && !Scales)
            throw new ArgumentException($"The filters of {Name} come in one number; leave --scale out.");
        using var scope = torch.NewDisposeScope();
        using var frontEnd = new MelSpectrogram(FrontEnd);
        using var network = Network(scale);
        return ModelSummary.Of(network, frontEnd, new() { Duration = duration, Frames = Frames, BeatsPerMinute = beatsPerMinute });
    }
}
