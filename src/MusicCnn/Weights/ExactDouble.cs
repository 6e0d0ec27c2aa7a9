using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicCnn.Weights;

/// <summary>Writes numbers so that reading gives the same bits. .NET's shortest text of some powers of two, 2⁻²⁵ among them, is that of the number below.</summary>
internal sealed class ExactDouble : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (!double.IsFinite(value) || double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) == value)
            writer.WriteNumberValue(value);
        else
            writer.WriteRawValue(value.ToString("G17", CultureInfo.InvariantCulture));
    }
}
