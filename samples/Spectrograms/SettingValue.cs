using System.Globalization;

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
            return Number<double>("a number", name, text);
        if (type == typeof(bool))
            return bool.TryParse(text, out var truth) ? truth : throw Unfit(name, "true or false", text);
        if (!type.IsEnum)
            return DataValue.Parse(type, name, text);
        return Enum.GetNames(type).FirstOrDefault(member => Settings.SameName(member, text)) is { } found
            ? Enum.Parse(type, found)
            : throw Unfit(name, $"one of {Choices(type)}", text);
    }

    /// <summary>Returns a value as <see cref="Parse"/> reads it.</summary>
    public static string Format(object? value) => value switch
    {
        null => Nothing,
        bool truth => truth ? "true" : "false",
        Enum member => member.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => DataValue.Format(value),
    };

    /// <summary>Returns what a type can be, in words.</summary>
    public static string Choices(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Choices(underlying)} or {Nothing}";
        if (type.IsEnum)
            return string.Join(" | ", Enum.GetNames(type));
        if (type == typeof(bool))
            return "true | false";
        if (type == typeof(int))
            return "whole number";
        return type == typeof(double) ? "number" : DataValue.Choices(type);
    }

    public static ArgumentException Unfit(string name, string expected, string text) => new($"{name} must be {expected}, but was '{text}'.");

    private static T Number<T>(string what, string name, string text)
        where T : struct, IParsable<T> =>
        T.TryParse(text.Replace("_", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unfit(name, what, text);
}
