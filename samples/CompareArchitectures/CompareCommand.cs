using System.CommandLine;
using MusicCnn.Samples.TrainClassifier;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>The command line: computes a table, and prints and draws it.</summary>
internal static class CompareCommand
{
    /// <summary>The exit code where a claim that --check asks for does not hold.</summary>
    private const int NotShown = 1;

    private static readonly Option<string[]> Folder = new("--folder")
    {
        Description = "A folder in which each row is kept as soon as it is there, fold by fold: the same command again goes on where it was ended. Without it rows are lost.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Computes rows of the folder again that were made with other settings; without it they are refused." };

    private static readonly Option<string?> Out = new("--out") { Description = "A PNG file to draw accuracy against the number of weights in." };

    private static readonly Option<string?> Csv = new("--csv") { Description = "A file for the figures of every fold." };

    private static readonly Option<string?> Markdown = new("--markdown") { Description = "A file for the table and the claims, as they are printed." };

    private static readonly Option<bool> Check = new("--check") { Description = "Ends with exit code 1 where the claims about time, frequency and mixed filters do not hold." };

    private static readonly Option<int> Jobs = CommandOption.Of("--jobs", Environment.ProcessorCount, "The number of processes, of one thread each.").AtLeast(1);

    private static readonly Option<bool> List = new("--list") { Description = "Lists tasks and networks." };

    private static readonly Option<bool> Worker = new(WorkerProcesses.Option) { Hidden = true };

    private static readonly Option<string?> Config = new("--config") { Description = "A JSON file with any of these options, such as {\"epochs\": 20}; the command line goes first." };

    public static RootCommand Create()
    {
        var root = new RootCommand("Trains many networks on tasks whose answer is known, and prints what each costs and how well it hears.");
        foreach (var option in Choice.All.Concat([Folder, Replace, Out, Csv, Markdown, Check, Jobs, List, Worker, Config]))
            root.Add(option);
        // On a thread of its own, since the handler of Ctrl+C is there only once the action has returned its task.
        root.SetAction((parsed, cancellationToken) => Task.Run(() => RunAsync(parsed, cancellationToken), cancellationToken));
        return root;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(List))
        {
            Listing.Write();
            return 0;
        }

        // Hours of training must not end at a folder that is not there.
        foreach (var file in new[] { Out, Csv, Markdown }.Select(option => parsed.GetValue(option)).OfType<string>())
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var settings = Choice.Of(parsed);
        var temporary = parsed.GetValue(Folder) is null or [] ? Directory.CreateTempSubdirectory("musiccnn-compare-") : null;
        try
        {
            var path = temporary?.FullName ?? parsed.GetValue(Folder)![^1];
            var folder = new RowFolder(path, parsed.GetValue(Replace));
            var sets = ComparisonPlan.Of(settings, folder);
            var rows = sets.SelectMany(set => set.Rows).ToArray();
            if (parsed.GetValue(Check))
                Claims.RequireChecked([.. rows.Select(row => row.Row)]);
            var jobs = Math.Min(parsed.GetValue(Jobs), rows.Count(row => !row.Row.IsWhole));
            var worker = parsed.GetValue(Worker);
            if (!worker)
                Console.WriteLine(FormattableString.Invariant($"{rows.Length} rows, {rows.Sum(row => row.Row.FoldCount)} trainings, of which {rows.Sum(row => row.Row.Folds.Count)} are there"));
            using (var workers = new WorkerProcesses(worker ? 0 : Math.Max(0, jobs - 1), path))
            {
                var comparison = new Comparison(folder, new ComparisonProgress(folder, Math.Max(1, parsed.GetValue(Jobs))));
                comparison.Run(sets, cancellationToken);
                await workers.WaitAsync(cancellationToken);
                if (!worker)
                    comparison.Complete(sets, cancellationToken);
            }

            return worker ? 0 : Finish(parsed, [.. rows.Select(row => folder.Find(row.Row))]);
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private static int Finish(ParseResult parsed, Row[] rows)
    {
        var claims = Claims.Of(rows);
        string[] text = [.. ComparisonTable.Markdown(rows), "", .. claims.Select(claim => $"- {claim}")];
        Console.WriteLine();
        foreach (var line in text)
            Console.WriteLine(line);
        if (parsed.GetValue(Markdown) is { } markdown)
            File.WriteAllLines(markdown, text);
        if (parsed.GetValue(Csv) is { } csv)
            File.WriteAllLines(csv, ComparisonTable.Csv(rows));
        if (parsed.GetValue(Out) is { } picture)
            ComparisonPlot.Of(rows).Save(picture);
        return claims.All(claim => claim.Holds || !claim.IsChecked) || !parsed.GetValue(Check) ? 0 : NotShown;
    }
}
