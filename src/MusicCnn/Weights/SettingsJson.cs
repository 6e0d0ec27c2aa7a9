using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MusicCnn.Internal;

namespace MusicCnn.Weights;

/// <summary>Writes settings records as JSON and reads them back, accepting nothing less, more or other than what was written.</summary>
internal static class SettingsJson
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new ExactDouble() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepSettingsOnly } },
    };

    /// <summary>Returns settings as JSON.</summary>
    public static string Write<T>(T settings) => JsonSerializer.Serialize(settings, Strict);

    /// <summary>Returns settings as JSON by the type that they are of, with what the types below it add; as their own text where JSON has no form for them.</summary>
    public static string WriteAny(object settings)
    {
        try
        {
            return JsonSerializer.Serialize(settings, settings.GetType(), Strict);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return $"{settings}";
        }
    }

    /// <summary>Returns settings from JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="what">Whose settings they are, for messages.</param>
    /// <exception cref="InvalidDataException">A setting is missing, unknown, given twice, or has a value that the record refuses.</exception>
    public static T Read<T>(string json, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict) ?? throw new InvalidDataException($"The settings of {what} are null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException($"The settings of {what} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Drops what follows from other settings, and requires the rest: a default must not fill in for what a file leaves out, unless
    /// files of earlier versions do so because there was nothing to say.</summary>
    private static void KeepSettingsOnly(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.Set is null && property.AssociatedParameter is null)
                type.Properties.RemoveAt(i);
            else if (property.AssociatedParameter is null)
                property.IsRequired = property.AttributeProvider?.IsDefined(typeof(LaterSettingAttribute), inherit: false) != true;
        }
    }
}
