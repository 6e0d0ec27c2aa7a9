using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicCnn.Tests.Support;

/// <summary>Writes settings as JSON and reads them again, as model files do.</summary>
internal static class JsonRoundTrip
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    public static T Of<T>(T value) => Read<T>(Write(value));
}
