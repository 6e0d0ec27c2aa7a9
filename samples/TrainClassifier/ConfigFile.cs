using System.Text.Json;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Takes options from a JSON file: <c>{"epochs": 20, "optimizer": "sgd", "mixup": true}</c>, with a list where an option takes several values. What the command line says goes first.</summary>
internal static class ConfigFile
{
    private const string Option = "--config";

    /// <summary>Returns the arguments with those of the file that <c>--config</c> names in its place.</summary>
    /// <exception cref="InvalidDataException">There are two files, or the file is no JSON object of numbers, texts, truth values and lists of numbers and texts.</exception>
    public static string[] Expand(string[] arguments)
    {
        var place = Array.FindIndex(arguments, argument => NameOf(argument) == Option);
        if (place < 0)
            return arguments;
        var joined = arguments[place].Length > Option.Length;
        if (!joined && place + 1 == arguments.Length)
            return arguments;
        var path = joined ? arguments[place][(Option.Length + 1)..] : arguments[place + 1];
        string[] rest = [.. arguments[..place], .. arguments[(place + (joined ? 1 : 2))..]];
        var entries = Entries(path);
        if (rest.Select(NameOf).Concat(entries.Keys).Contains(Option))
            throw new InvalidDataException($"There can be only one {Option}, and none in a file of settings.");
        return [.. rest, .. entries.Where(entry => !rest.Select(NameOf).Contains(entry.Key)).SelectMany(Arguments)];
    }

    /// <summary>Returns what stands before the value of an option in one piece, such as <c>--epochs=5</c> or <c>--epochs:5</c>.</summary>
    private static string NameOf(string argument) => argument.Split('=', ':')[0];

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

    private static IEnumerable<string> Arguments(KeyValuePair<string, JsonElement> entry) => entry.Value.ValueKind switch
    {
        // Named before each value, so that an option which takes but one refuses a second by its name.
        JsonValueKind.Array when entry.Value.GetArrayLength() > 0 => entry.Value.EnumerateArray().SelectMany(value => (string[])[entry.Key, Text(entry.Key, value)]),
        // Said aloud, so that an option which does not exist is refused whatever its value.
        JsonValueKind.True => [entry.Key, "true"],
        JsonValueKind.False => [entry.Key, "false"],
        _ => [entry.Key, Text(entry.Key, entry.Value)],
    };

    private static string Text(string option, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        _ => throw new InvalidDataException($"The setting '{option}' must be a number, a text, true, false or a list of numbers and texts, but is or holds {value.GetRawText()}."),
    };
}
