using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using TorchSharp;

namespace MusicCnn.Samples.Architectures;

/// <summary>Represents a network that the command line knows by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="FrontEnd">Makes the front-end whose images it takes; any that has axes.</param>
/// <param name="Network">Makes the network for a factor on the number of filters.</param>
internal sealed record Architecture(string Name, string Summary, Func<IFrontEnd> FrontEnd, Func<int, torch.nn.Module<torch.Tensor, torch.Tensor>> Network)
{
    /// <summary>Gets whether the factor on the number of filters may be other than 1.</summary>
    public bool Scales { get; init; }

    /// <summary>Gets the number of frames that it takes or was published with, or <see langword="null"/> for those of an excerpt of any length.</summary>
    public int? Frames { get; init; }

    /// <summary>Returns the network of a name.</summary>
    public static Architecture Named(string name) => Registry.All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no network {name}; there are {string.Join(", ", Registry.All.Select(one => one.Name))}.");

    /// <summary>Returns the network's table.</summary>
    public ModelSummary Describe(int scale, TimeSpan duration, double? beatsPerMinute)
    {
        if (scale != 1 && !Scales)
            throw new ArgumentException($"The filters of {Name} come in one number; leave --scale out.");
        using var scope = torch.NewDisposeScope();
        var frontEnd = FrontEnd();
        using var module = frontEnd as IDisposable;
        using var network = Network(scale);
        return ModelSummary.Of(network, frontEnd, new() { Duration = duration, Frames = Frames, BeatsPerMinute = beatsPerMinute });
    }
}
