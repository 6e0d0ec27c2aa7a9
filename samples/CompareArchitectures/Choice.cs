using System.CommandLine;
using MusicCnn.Samples.TrainClassifier;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>The options of the command line that say what is compared, and the settings that they make.</summary>
internal static class Choice
{
    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "CBMI's four networks and a mixed set, on rhythm and timbre, once. Three to four minutes on two cores.",
    };

    private static readonly Option<bool> Full = new("--full") { Description = "Every network on every task: what happens without --quick, too." };

    private static readonly Option<string[]> TaskNames = Names("--tasks", "The tasks.", [.. Tasks.Names]);

    private static readonly Option<string[]> Architectures = Names("--architectures", "The networks.", [.. Systems.All.Select(system => system.Architecture).Distinct()]);

    private static readonly Option<string?> Data = new("--data") { Description = "A folder of recordings, one sub-folder a class, in the place of the tasks." };

    private static readonly Option<int?> Folds = Positive("--folds", "How many times each network is trained, each time tested on other clips, chords in other keys than the one that was learned, of three; 1 holds a third out [default: 3, with --quick 1].");

    private static readonly Option<int?> Epochs = Positive("--epochs", "How often the clips are gone through at most [default: 100, with --quick 90].");

    private static readonly Option<int?> Seconds = Positive("--seconds", "How long a training may be, in seconds on one core of the machine on which the networks were measured; what would be longer has fewer epochs, at least 8 [default: 16, with --quick 35].");

    private static readonly Option<int?> Clips = Positive("--clips", "About how many clips a task has, chords twice as many [default: 120, with --quick 720].");

    private static readonly Option<double> LearningRate = new("--learning-rate") { Description = "The learning rate, at its highest.", DefaultValueFactory = _ => 0.004 };

    private static readonly Option<int> Seed = new("--seed") { Description = "The first seed: of the clips, the folds, the initial weights and the training.", DefaultValueFactory = _ => 0 };

    private static readonly Option<int> Seeds = CommandOption.Of("--seeds", 1, "The number of seeds.").AtLeast(1);

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All { get; } = [Quick, Full, TaskNames, Architectures, Data, Folds, Epochs, Seconds, Clips, LearningRate, Seed, Seeds];

    /// <summary>Returns the settings.</summary>
    public static ComparisonSettings Of(ParseResult parsed)
    {
        var quick = parsed.GetValue(Quick);
        if (quick && parsed.GetValue(Full))
            throw new ArgumentException("--quick and --full exclude each other.");
        var (tasks, networks) = (parsed.GetValue(TaskNames) ?? [], parsed.GetValue(Architectures) ?? []);
        if (parsed.GetValue(Data) is not null && tasks.Length > 0)
            throw new ArgumentException("--data stands in the place of the tasks; leave --tasks out.");
        if (parsed.GetValue(Data) is not null && parsed.GetValue(Clips) is not null)
            throw new ArgumentException("--data compares on all recordings of the folder; leave --clips out.");
        if (tasks.Length == 0)
            tasks = quick ? [Tasks.Rhythm, Tasks.Timbre] : [.. Tasks.Names];
        return new()
        {
            Tasks = parsed.GetValue(Data) is { } folder ? [Tasks.Folder(folder)] : [.. Tasks.Synthetic(parsed.GetValue(Clips) ?? (quick ? 720 : 120)).Where(task => tasks.Contains(task.Name))],
            Systems = [.. Systems.All.Where(system => networks.Length > 0 ? networks.Contains(system.Architecture) : system.IsQuick || !quick)],
            Seeds = [.. Enumerable.Range(parsed.GetValue(Seed), parsed.GetValue(Seeds))],
            LearningRate = parsed.GetValue(LearningRate),
            Folds = parsed.GetValue(Folds) ?? (quick ? 1 : 3),
            Epochs = parsed.GetValue(Epochs) ?? (quick ? 90 : 100),
            Seconds = parsed.GetValue(Seconds) ?? (quick ? 35 : 16),
        };
    }

    private static Option<string[]> Names(string name, string description, string[] names) => new Option<string[]>(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
    }.AcceptOnlyFromAmong(names);

    private static Option<int?> Positive(string name, string description) => new Option<int?>(name) { Description = description }.AtLeast(1);
}
