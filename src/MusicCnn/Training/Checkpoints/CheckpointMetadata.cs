using System.Text.Json;
using MusicCnn.Weights;

namespace MusicCnn.Training.Checkpoints;

/// <summary>Writes and reads the metadata entries of a checkpoint.</summary>
internal static class CheckpointMetadata
{
    /// <summary>The key of the checksum of everything else.</summary>
    public const string Checksum = Prefix + "sha256";

    private const string Prefix = "musiccnn.checkpoint.";
    private const string Format = Prefix + "format";
    private const string Progress = Prefix + "progress";
    private const string Identity = Prefix + "identity";
    private const string FormatVersion = "1";

    /// <summary>Returns the entries, but for the checksum of everything.</summary>
    public static Dictionary<string, string> Write(TrainingIdentity identity, CheckpointProgress progress) => new()
    {
        [Format] = FormatVersion,
        [Progress] = SettingsJson.Write(progress),
        [Identity] = JsonSerializer.Serialize(identity.Facts),
    };

    /// <summary>Returns what the metadata say.</summary>
    /// <exception cref="InvalidDataException">They are not those of a checkpoint of this format.</exception>
    public static (TrainingIdentity Identity, CheckpointProgress Progress, string Checksum) Read(IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.GetValueOrDefault(Format) is not FormatVersion)
            throw new InvalidDataException($"It is no checkpoint of format {FormatVersion}: its metadata have '{Format}' = '{metadata.GetValueOrDefault(Format)}'.");
        var missing = new[] { Checksum, Progress, Identity }.Where(key => !metadata.ContainsKey(key)).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException($"Its metadata lack entries.{Differences.List("Missing", missing)}");
        Dictionary<string, string> facts;
        try
        {
            facts = JsonSerializer.Deserialize<Dictionary<string, string>>(metadata[Identity]) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Its '{Identity}' is no JSON object of texts: {e.Message}", e);
        }

        var progress = SettingsJson.Read<CheckpointProgress>(metadata[Progress], "a checkpoint");
        if (progress.Epochs.Count == 0 || progress.BestEpoch is null != progress.BestFigure is null)
            throw new InvalidDataException($"Its '{Progress}' contradicts itself: {progress.Epochs.Count} epochs, best epoch {progress.BestEpoch}, best figure {progress.BestFigure}.");
        return (new(facts), progress, metadata[Checksum]);
    }
}
