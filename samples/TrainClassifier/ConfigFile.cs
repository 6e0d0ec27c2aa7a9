using System.Text.Json;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Takes options from a JSON file: <c>{"epochs": 20, "optimizer": "sgd", "mixup": true}</c>. What the command line says goes first.</summary>
internal static class ConfigFile
{
    private const string Option = "--config";

    /// <summary>Returns the arguments with those of the file that <c>--config</c> names in its place.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON object of numbers, texts and truth values.</exception>
    public static string[] Expand(string[] arguments)
    {
        var place = Array.IndexOf(arguments, Option);
        if (place < 0 || place + 1 == arguments.Length)
            return arguments;
        string[] rest = [.. arguments[..place], .. arguments[(place + 2)..]];
        return [.. rest, .. Entries(arguments[place + 1]).Where(entry => !rest.Contains(entry.Key)).SelectMany(Arguments)];
    }

    private static Dictionary<string, JsonElement> Entries(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.EnumerateObject().ToDictionary(entry => $"--{entry.Name}", entry => entry.Value.Clone());
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The settings in '{path}' cannot be read: {e.Message}", e);
        }

        throw new InvalidDataException($"The settings in '{path}' must be one JSON object, such as {{\"epochs\": 20}}.");
    }

    private static string[] Arguments(KeyValuePair<string, JsonElement> entry) => entry.Value.ValueKind switch
    {
        JsonValueKind.True => [entry.Key],
        JsonValueKind.False or JsonValueKind.Null => [],
        JsonValueKind.Number => [entry.Key, entry.Value.GetRawText()],
        JsonValueKind.String => [entry.Key, entry.Value.GetString()!],
        _ => throw new InvalidDataException($"The setting '{entry.Key}' must be a number, a text, true or false, but is {entry.Value.GetRawText()}."),
    };
}
