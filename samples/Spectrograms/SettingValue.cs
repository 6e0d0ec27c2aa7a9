using System.Globalization;
using MusicCnn.Signals;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Writes the values of settings as text and reads them back: numbers, truth, names, and data such as <c>Kaiser(12)</c>.</summary>
internal static class SettingValue
{
    private const string Nothing = "null";

    /// <summary>Returns a value of a type from text.</summary>
    public static object? Parse(Type type, string name, string text)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Settings.SameName(text, Nothing) ? null : Parse(underlying, name, text);
        if (!type.IsValueType && Settings.SameName(text, Nothing))
            return null;
        if (type == typeof(int))
            return Number<int>("a whole number", name, text);
        if (type == typeof(double))
            return IsFrequency(name) && Pitch.TryParse(text, out var pitch) ? pitch.Frequency : Number<double>(IsFrequency(name) ? "a number or a note such as C1" : "a number", name, text);
        if (type == typeof(IReadOnlyList<double>))
            return text.Split(',', StringSplitOptions.TrimEntries).Select(part => Number<double>("numbers with commas between them", name, part)).ToArray();
        if (type == typeof(bool))
            return bool.TryParse(text, out var truth) ? truth : throw Unfit(name, "true or false", text);
        if (!type.IsEnum)
            return DataValue.Parse(type, name, text);
        return Enum.GetNames(type).FirstOrDefault(member => Settings.SameName(member, text)) is { } found
            ? Enum.Parse(type, found)
            : throw Unfit(name, $"one of {Choices(type, name)}", text);
    }

    /// <summary>Returns a value as <see cref="Parse"/> reads it.</summary>
    public static string Format(object? value) => value switch
    {
        null => Nothing,
        bool truth => truth ? "true" : "false",
        Enum member => member.ToString(),
        IEnumerable<double> numbers => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => DataValue.Format(value),
    };

    /// <summary>Returns what a setting can be, in words.</summary>
    public static string Choices(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Choices(underlying, name)} or {Nothing}";
        if (type.IsEnum)
            return string.Join(" | ", Enum.GetNames(type));
        if (type == typeof(bool))
            return "true | false";
        if (type == typeof(int))
            return "whole number";
        if (type == typeof(IReadOnlyList<double>))
            return "numbers with commas between them";
        if (type != typeof(double))
            return DataValue.Choices(type);
        return IsFrequency(name) ? "number or note" : "number";
    }

    public static ArgumentException Unfit(string name, string expected, string text) => new($"{name} must be {expected}, but was '{text}'.");

    private static bool IsFrequency(string name) => name.EndsWith("Frequency", StringComparison.Ordinal);

    private static T Number<T>(string what, string name, string text)
        where T : struct, IParsable<T> =>
        T.TryParse(text.Replace("_", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unfit(name, what, text);
}
