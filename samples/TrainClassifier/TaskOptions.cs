using System.CommandLine;
using MusicCnn.Models;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say what is asked of the recordings, and how it is tested.</summary>
internal static class TaskOptions
{
    private const string Classes = "classes";
    private const string TagsOf = "tags";

    public static Option<int?> Tags { get; } = CommandOption.Number<int>("--tags", "How many tags of the table count, the most frequent ones; papers on MagnaTagATune take 50. Without it all that occur.").AtLeast(1);

    public static Option<int?> Folds { get; } = CommandOption.Number<int>(
        "--folds", "Tests every recording once, by as many trainings as folds, each without the recordings it is tested with. No classifier is saved. Without it, or with 1, a quarter of the recordings is tested with.").AtLeast(1);

    private static readonly Option<string> Task = CommandOption.Of("--task", Classes, "What a recording has: one of the classes that its folder names, or any of the tags that a table names.")
        .AcceptOnlyFromAmong(Classes, TagsOf);

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Task, Tags, Folds];

    /// <summary>Returns what answers mean, and refuses what contradicts it before anything is read.</summary>
    public static ClassOutput Output(ParseResult parsed)
    {
        var (tags, table) = (parsed.GetValue(Task) == TagsOf, parsed.GetValue(DataOptions.Table) is not null);
        if (tags && !table)
            throw new ArgumentException("--task tags needs the tags of the recordings. Name a table of them by --table.");
        if (!tags && table)
            throw new ArgumentException("--table has tags, but the task is classes. Add --task tags, or name a folder of classes by --data instead.");
        if (!tags && parsed.IsGiven(Tags))
            throw new ArgumentException("--tags is for --task tags.");
        if (tags && parsed.GetValue(ExampleOptions.Balanced))
            throw new ArgumentException("--balanced counts the recordings of classes, but these have tags. Leave it out.");
        var output = tags ? ClassOutput.AnyOf : ClassOutput.OneOf;
        SharedOptions.CheckVote(parsed, output);
        return output;
    }
}
