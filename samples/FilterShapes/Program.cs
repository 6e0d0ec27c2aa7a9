// Which filter shape hears what? The same small network, with three kinds of first layer of about equally many weights,
// on two tasks. Needs no download; under a minute on two cores.
// With --correlation FILE.png: all three side by side on both tasks at once, and which of their filters fire together.

using System.CommandLine;
using System.Globalization;
using FilterShapes;
using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using Spectre.Console;

var seed = new Option<int>("--seed") { Description = "The seed of the examples, the weights and the order of training.", DefaultValueFactory = _ => 1 };
var epochs = new Option<int>("--epochs") { Description = "The number of passes over the training examples.", DefaultValueFactory = _ => 12 };
var correlation = new Option<string?>("--correlation") { Description = "A PNG file to draw which filters fire together in a layer of all three shapes." };
var quick = new Option<bool>("--quick") { Description = "Few examples and epochs: shows that it runs, not what the shapes hear." };
epochs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
        result.AddError("--epochs must be at least 1.");
});
correlation.Validators.Add(result =>
{
    if (Path.GetDirectoryName(Path.GetFullPath(result.GetValueOrDefault<string>()!)) is not { } folder || !Directory.Exists(folder))
        result.AddError("--correlation must name a file in a folder that exists.");
});
var command = new RootCommand("Measures which filter shape hears what: tempo or timbre.") { seed, epochs, correlation, quick };
command.SetAction(parsed => Run(parsed.GetValue(quick)
    ? new Experiment(TrainExamples: 32, TestExamples: 16, Epochs: 2, parsed.GetValue(seed))
    : new Experiment(TrainExamples: 256, TestExamples: 128, parsed.GetValue(epochs), parsed.GetValue(seed)), parsed.GetValue(correlation)));
var arguments = command.Parse(args);
return arguments.Errors.Count > 0 ? Usage(arguments.Errors[0].Message) : arguments.Invoke();

static int Run(Experiment experiment, string? correlation)
{
    using var mel = new MelSpectrogram(new()
    {
        SampleRate = Tones.SampleRate,
        FftSize = 512,
        HopLength = 160,
        MelBands = 48,
        Compression = new LogOnePlus(10_000),
    });

    // 1. The first layers, in musical units; about equally many weights each.
    var second = mel.FramesIn(TimeSpan.FromSeconds(1));
    var twoOctaves = mel.BinsBetween(440, 1_760);
    (string Name, FilterGroup Filters)[] layers =
    [
        ("temporal", FilterShape.Temporal(second).Times(8)),
        ("frequency", FilterShape.Frequency(twoOctaves).Times(8 * second / twoOctaves)),
        ("square", FilterShape.Rectangular(7, 7).Times(8 * second / 49)),
    ];

    if (correlation is not null)
    {
        var filters = FilterSet.Of(layers.Select(layer => layer.Filters));
        AnsiConsole.Write(AnsiConsole.Status().Start("training all three side by side", _ => Correlation.Measure(mel, experiment, filters, correlation)));
        return 0;
    }

    // 2. Train and test each on both tasks.
    string[] tasks = [Tones.Tempo, Tones.Timbre];
    var table = new Table().AddColumns("first layer", "shape", "filters", "tempo", "timbre").Caption("accuracy on unseen examples, chance = 0.50");
    foreach (var column in table.Columns.Skip(2))
        column.RightAligned();
    AnsiConsole.Progress().Start(progress =>
    {
        var task = progress.AddTask("training", maxValue: layers.Length * tasks.Length);
        foreach (var (name, filters) in layers)
        {
            var row = new List<string> { name, filters.Shape.ToString(), filters.Count.ToString(CultureInfo.InvariantCulture) };
            foreach (var property in tasks)
            {
                task.Description = $"{name} on {property}";
                row.Add(experiment.Run(mel, [filters], property).ToString("0.00", CultureInfo.InvariantCulture));
                task.Increment(1);
            }

            table.AddRow([.. row]);
        }
    });

    // 3. The point: temporal filters hear tempo and not timbre, frequency filters the reverse.
    AnsiConsole.Write(table);
    return 0;
}

static int Usage(string error)
{
    Console.Error.WriteLine($"{error} See --help.");
    return 2;
}
