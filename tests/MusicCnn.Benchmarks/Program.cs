// How fast and how exact are the front-ends beside plain tensor operations? Not part of `dotnet test`; docs/performance.md says how to read it.

using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MusicCnn.Benchmarks;
using TorchSharp;

const int BatchSize = 32;

var quick = new Option<bool>("--quick") { Description = "Print the table of medians; this is the default." };
var full = new Option<bool>("--full") { Description = "Measure with BenchmarkDotNet instead, in some ten minutes." };
var tagging = new Option<bool>("--tagging") { Description = "Measure tagging instead, by the number of patches at once; about a minute." };
var loading = new Option<bool>("--loading") { Description = "Measure loading instead: files, cache, epochs and memory; some minutes, and 1.2 GB on the disk for 2,000 files." };
var files = new Option<int>("--files") { Description = "The number of files that loading is measured with; eight at least.", DefaultValueFactory = _ => 2_000 };
var folder = new Option<string>("--folder") { Description = "Where those files and a cache are kept.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "musiccnn-loading") };
var steps = new Option<int>("--steps") { Description = "The number of batches of 32 patches that musicnn is trained on while loading is measured.", DefaultValueFactory = _ => 16 };
var runs = new Option<int>("--runs") { Description = "The number of runs that a median is taken of.", DefaultValueFactory = _ => 11 };
var threads = new Option<int[]>("--threads") { Description = "The numbers of threads.", DefaultValueFactory = _ => [1, 2], AllowMultipleArgumentsPerToken = true };
var filter = new Option<string>("--case") { Description = "Measure only the cases whose name contains this.", DefaultValueFactory = _ => "" };
runs.Validators.Add(result => Positive(result, runs));
steps.Validators.Add(result => Positive(result, steps));
files.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 8)
        result.AddError("--files must be at least 8.");
});
threads.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int[]>() is { } counts && counts.Any(count => count < 1))
        result.AddError("--threads must be at least 1.");
});

var command = new RootCommand("Compares the front-ends with plain tensor operations: time and deviation from double precision.") { quick, full, tagging, loading, files, folder, steps, runs, threads, filter };
command.SetAction(parsed =>
{
    if (parsed.GetValue(full))
    {
        // In this process: the native half is found, and the deviations are those of the very code that is timed.
        BenchmarkRunner.Run<FrontEndBenchmarks>(DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumn(new DeviationColumn()));
        return 0;
    }

    if (parsed.GetValue(tagging))
    {
        TaggingTable.Print(parsed.GetValue(threads)!, parsed.GetValue(runs));
        return 0;
    }

    if (parsed.GetValue(loading))
    {
        torch.set_num_threads(parsed.GetValue(threads)!.Max());
        LoadingTable.Print(parsed.GetValue(folder)!, parsed.GetValue(files), parsed.GetValue(steps), BatchSize);
        return 0;
    }

    QuickTable.Print(
        Comparisons.All.Keys.Where(name => name.Contains(parsed.GetValue(filter)!, StringComparison.OrdinalIgnoreCase)),
        parsed.GetValue(threads)!,
        parsed.GetValue(runs));
    return 0;
});
return command.Parse(args).Invoke();

static void Positive(System.CommandLine.Parsing.OptionResult result, Option<int> option)
{
    if (result.GetValueOrDefault<int>() < 1)
        result.AddError($"{option.Name} must be at least 1.");
}
