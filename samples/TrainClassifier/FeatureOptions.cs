using System.CommandLine;
using MusicCnn.Audio;
using MusicCnn.Models;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say where images are kept, and the preparation of recordings by them.</summary>
internal static class FeatureOptions
{
    private const long Gigabyte = 1_000_000_000;

    private static readonly Option<string?> Folder = CommandOption.Text(
        "--feature-cache", "A folder in which images are kept for the next run: found by the content of files and the settings of the front-end, and computed again where damaged.");

    private static readonly Option<double> Size = CommandOption.Of("--feature-cache-size", 16.0, "How large that folder may grow, in gigabytes; what was not used for longest goes first.").AtLeast(0.001);

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Folder, Size];

    public static void Check(ParseResult parsed)
    {
        if (parsed.IsGiven(Size) && parsed.GetValue(Folder) is null)
            throw new ArgumentException("--feature-cache-size is the size of the folder that --feature-cache names. Name one, or leave it out.");
    }

    /// <summary>Returns the images of recordings, from the folder where it has them.</summary>
    public static PreparedClips Prepare(ParseResult parsed, AudioClassifier model, IClips source, IReadOnlyList<int>? clips, CancellationToken cancellationToken)
    {
        var cache = parsed.GetValue(Folder) is { } folder ? new FeatureCache(folder, new() { MaximumBytes = (long)(parsed.GetValue(Size) * Gigabyte) }) : null;
        try
        {
            var prepared = ProgressDisplay.Run("Computing images", progress =>
                PreparedClips.Prepare(model, source, new() { Clips = clips, Cache = cache }, progress, cancellationToken));
            if (cache is not null)
                Console.WriteLine($"Images: {cache.Statistics}");
            return prepared;
        }
        catch (InvalidDataException e) when (!parsed.GetValue(DataOptions.SkipUnreadable))
        {
            throw new InvalidDataException($"{e.Message} Mend or remove the file, or leave such files out by --skip-unreadable.", e);
        }
    }
}
