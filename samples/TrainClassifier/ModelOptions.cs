using System.CommandLine;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say what is trained.</summary>
internal static class ModelOptions
{
    public static Option<string> Network { get; } = CommandOption.Of(
        "--architecture",
        "mixed",
        $"The network: first layers of this sample ({string.Join(", ", FirstLayers.Names)}), or any trained one that samples/Architectures lists (--list), such as musicnn or onet-pnet. paper:frequency is the library's network where both have the name.");

    public static Option<string?> FrontEnd { get; } = new Option<string?>("--frontend")
    {
        Description = $"What the network sees or hears: {string.Join(", ", FrontEnds.Names)}. [default: mel, a coarse one of 20 bands, for the first layers of this sample; published, that of its paper, for other networks]",
        HelpName = "name",
    }.AcceptOnlyFromAmong([.. FrontEnds.Names]);

    public static Option<PatchLength?> Patch { get; } = new("--patch")
    {
        Description = "The length of what the network sees at once: a time such as 3.5s, or a number of frames such as 187. [default: 3.5s for the first layers of this sample; the published frames for other networks, 59049 samples for those on waveforms]",
        CustomParser = PatchLength.Parse,
    };

    public static Option<int> Scale { get; } = CommandOption.Of("--scale", 1, "What multiplies the number of filters, for networks that come in several sizes.").AtLeast(1);

    public static Option<string?> Baseline { get; } = new("--baseline")
    {
        Description = "Another network to train on the same images, for comparison. [default: frequency for the other first layers of this sample, none otherwise]",
    };

    public static Option<bool> NoBaseline { get; } = CommandOption.Flag("--no-baseline", "Trains no other network for comparison.");

    public static Option<string> Out { get; } = CommandOption.Of("--out", "model.safetensors", "The file to save the classifier to.");

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Network, FrontEnd, Patch, Scale, Baseline, NoBaseline, Out];

    /// <summary>Returns the networks to train, the one that is saved first.</summary>
    public static IReadOnlyList<Architecture> Networks(ParseResult parsed)
    {
        var network = Architecture.Named(parsed.GetRequiredValue(Network));
        var baseline = parsed.GetValue(Baseline) ?? (network.Known is null && network.Name != Architecture.Baseline ? Architecture.Baseline : null);
        if (parsed.GetValue(NoBaseline) && parsed.IsGiven(Baseline))
            throw new ArgumentException("--baseline and --no-baseline contradict each other. Leave one out.");
        if (baseline is null || parsed.GetValue(NoBaseline))
            return [network];
        var other = Architecture.Named(baseline);
        return other.Name == network.Name ? throw new ArgumentException($"--baseline is {network.Name} itself. Name another network.") : [network, other];
    }
}
