using System.CommandLine;
using MusicCnn.Audio;
using MusicCnn.Weights;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The command that classifies or tags files.</summary>
internal static class PredictCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The file of the classifier." };

    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "The audio files: WAV, AIFF, FLAC, Ogg or MP3, at any rate and of any length. A file shorter than one patch of the network is repeated until it fills one.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int> Top = CommandOption.Of("--top", 3, "How many classes or tags to print for each file.").AtLeast(1);

    public static Command Create()
    {
        Files.Validators.Add(result =>
        {
            // Everything behind the model counts as a file, a mistyped option too.
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                result.AddError($"There is no option '{option.Value}'. (A file of that name is './{option.Value}'.)");
        });
        var command = new Command("predict", "Prints the most probable classes of audio files, or their most likely tags.") { Model, Files, Top, SharedOptions.Threads };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        SharedOptions.UseThreads(parsed);
        using var model = ModelFile.Load(parsed.GetRequiredValue(Model));
        var exitCode = 0;
        foreach (var file in parsed.GetRequiredValue(Files))
        {
            try
            {
                var clip = AudioFile.Load(file);
                if (clip.Length == 0)
                    throw new InvalidDataException($"Cannot classify '{file}': a clip must have at least one sample, but it has none.");
                var prediction = model.Predict(clip);
                var patches = prediction.PatchCount == 1 ? "1 patch" : $"{prediction.PatchCount} patches";
                Console.WriteLine($"{file} ({patches})");
                foreach (var (rank, ranked) in prediction.Ranking.Take(parsed.GetValue(Top)).Index())
                    Console.WriteLine(FormattableString.Invariant($"{rank + 1,4}. {ranked.Probability:0.000}  {ranked.Label}"));
            }
            catch (Exception e) when (CommandLine.IsUserError(e))
            {
                // One broken file does not keep the others from their answers.
                exitCode = CommandLine.Fail(e);
            }
        }

        return exitCode;
    }
}
