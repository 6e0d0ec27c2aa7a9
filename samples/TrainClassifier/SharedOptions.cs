using System.CommandLine;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options that more than one command has.</summary>
internal static class SharedOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The folder of recordings, one sub-folder a class. Without it a set of rhythms is written to the cache, once.",
    };

    public static Option<string> Cache { get; } = new("--cache")
    {
        Description = "The folder that the set of rhythms is kept in (about 450 MB).",
        DefaultValueFactory = _ => RhythmFiles.DefaultCache,
    };

    public static Option<int> Seed { get; } = new("--seed")
    {
        Description = "The seed of the division into training and test, of the initial weights and of the training.",
        DefaultValueFactory = _ => 0,
    };

    public static Option<bool> Quick { get; } = new("--quick")
    {
        Description = "A small set and two epochs, to see that everything works.",
    };
}
