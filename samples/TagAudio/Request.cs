using System.CommandLine;
using MusicCnn.Audio.Tagging;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Represents what the command line asks for.</summary>
internal sealed record Request(
    string Weights, string? Labels, IReadOnlyList<string> Files, TaggingOptions Options, int Top, string? Csv, bool Json, string? Taggram, string? Features)
{
    /// <summary>Returns the command with its options, and what it runs.</summary>
    public static RootCommand Command(Func<Request, CancellationToken, Task<int>> run)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "The recordings: files (WAV, AIFF, FLAC, Ogg, MP3; any rate), folders with all below them, or patterns such as songs/*.mp3.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        files.Validators.Add(result =>
        {
            // Whatever is no option counts as a file, a mistyped option too.
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                result.AddError($"There is no option '{option.Value}'. (A file of that name is './{option.Value}'.)");
        });
        var weights = new Option<string>("--weights")
        {
            Description = "The network: a released .h5 file, the same weights as .safetensors, or a model file of this library. Where it is missing, the error says where the released ones are.",
            DefaultValueFactory = _ => "MTT_musicnn.h5",
        };
        var labels = new Option<string?>("--labels") { Description = "A text file with the names of the outputs, one a line; for weights of Keras that are none of the released ones." };
        var top = new Option<int>("--top") { Description = "How many tags to print for each file.", DefaultValueFactory = _ => 3 };
        var hop = Duration("--hop", "The time from the start of one patch to the next, such as 1s or 500ms. [default: the length of a patch]");
        var patch = Duration("--patch", "The length of a patch; vgg takes its own only. [default: 3s, or what the model file says]");
        var shortClips = new Option<string>("--short") { Description = "What becomes of recordings shorter than a patch: error, silence (follows them) or repeat.", DefaultValueFactory = _ => "error" };
        var last = new Option<string>("--last") { Description = "What becomes of an end that does not fill a patch: drop, silence (follows it) or repeat.", DefaultValueFactory = _ => "drop" };
        var batch = new Option<int>("--batch") { Description = "How many patches go through the network at once.", DefaultValueFactory = _ => new TaggingOptions().BatchSize };
        var csv = new Option<string?>("--csv") { Description = "Where to write the likelihoods of all tags: a row for each patch, and one for each recording's mean." };
        var json = new Option<bool>("--json") { Description = "Print JSON with the likelihoods of all patches, and nothing else." };
        var taggram = new Option<string?>("--taggram") { Description = "Where to draw the likelihoods over time (PNG); of several recordings, each with its name added." };
        var features = new Option<string?>("--features") { Description = "Where to write what the network's layers say of each patch, for NumPy (.npz); of several recordings, each with its name added." };
        Check(top, value => value < 1 ? $"--top must be at least 1, but was {value}." : null);
        Check(batch, value => value is < 1 or > 1024 ? $"--batch must lie between 1 and 1024, but was {value}." : null);
        shortClips.AcceptOnlyFromAmong("error", "silence", "repeat");
        last.AcceptOnlyFromAmong("drop", "silence", "repeat");

        var root = new RootCommand("Tags music with a trained network.") { files, weights, labels, top, hop, patch, shortClips, last, batch, csv, json, taggram, features };
        root.SetAction((parsed, cancellation) => run(
            new Request(
                parsed.GetRequiredValue(weights),
                parsed.GetValue(labels),
                parsed.GetValue(files) ?? [],
                new TaggingOptions
                {
                    Hop = parsed.GetValue(hop),
                    PatchLength = parsed.GetValue(patch),
                    ShortClips = Padding(parsed.GetValue(shortClips)),
                    LastPatch = Padding(parsed.GetValue(last)),
                    BatchSize = parsed.GetValue(batch),
                    Features = parsed.GetValue(features) is null ? TaggerFeatures.None : TaggerFeatures.All,
                },
                parsed.GetValue(top),
                parsed.GetValue(csv),
                parsed.GetValue(json),
                parsed.GetValue(taggram),
                parsed.GetValue(features)),
            cancellation));
        return root;
    }

    private static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (Durations.Parse(result.Tokens[0].Value) is { } duration)
                return duration;
            result.AddError($"{name} must be a time above 0, such as 3s, 1.5s or 500ms, but was '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    private static void Check(Option<int> option, Func<int, string?> problem) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var value) && problem(value) is { } text)
            result.AddError(text);
    });

    private static PatchPadding Padding(string? text) => text switch
    {
        "silence" => PatchPadding.Silence,
        "repeat" => PatchPadding.Repeat,
        _ => PatchPadding.None,
    };
}
