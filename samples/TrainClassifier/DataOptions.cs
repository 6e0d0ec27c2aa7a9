using System.CommandLine;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say which recordings there are.</summary>
internal static class DataOptions
{
    public static Option<string?> Data { get; } = CommandOption.Text(
        "--data",
        "The folder of recordings, one sub-folder a class, named after it in whatever letters. Files may lie in folders below it. Files that are not WAV, AIFF, FLAC, Ogg or MP3 by their names, and hidden ones, are passed over. "
        + "A class of one recording, two with --validation, is refused by its name, since each is tested with recordings that are not trained on. With --table it is the folder that the paths of the table begin in. "
        + "Without it a set of rhythms is written to the cache, once; with --table it is the table's folder.");

    public static Option<string?> Table { get; } = CommandOption.Text(
        "--table",
        "A table of files and their tags: a column of paths and one of 0 and 1 for each tag, such as MagnaTagATune's annotations_final.csv, or two columns, path and tags between semicolons; commas or tabs between columns. "
        + "Where paths begin with MagnaTagATune's folders, 0 to b are trained on, c is validated and d to f are tested with; otherwise the seed divides.");

    public static Option<bool> SkipUnreadable { get; } = CommandOption.Flag(
        "--skip-unreadable",
        "Decodes every file before anything else, and leaves out and lists those that are missing or cannot be read. Without it the first of them ends the command by its name.");

    public static Option<string> Cache { get; } = CommandOption.Of("--cache", RhythmFiles.DefaultCache, "The folder that the set of rhythms is kept in (about 450 MB).");

    public static Option<bool> Quick { get; } = CommandOption.Flag("--quick", "A small set, and two epochs where --epochs does not say how many, to see that everything works.");

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Data, Table, SkipUnreadable, Quick, Cache];
}
