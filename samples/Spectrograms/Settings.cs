using System.Reflection;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Lists and changes the settings of an options record by their names, whatever the record.</summary>
internal static class Settings
{
    /// <summary>Returns the settings: what can be given when the record is made.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type record) =>
    [
        .. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .OrderBy(property => Depth(property.DeclaringType!))
            .ThenBy(property => property.MetadataToken),
    ];

    /// <summary>Returns the names of the record's presets: its static properties of its own type.</summary>
    public static IReadOnlyList<string> Presets(Type record) => [.. PresetProperties(record).Select(property => property.Name)];

    /// <summary>Returns a copy of a preset.</summary>
    public static object Preset(Type record, string name)
    {
        var preset = PresetProperties(record).FirstOrDefault(property => SameName(property.Name, name))
            ?? throw new ArgumentException(Presets(record) is { Count: > 0 } names
                ? $"There is no preset '{name}'; there are {string.Join(", ", names)}."
                : $"There is no preset '{name}'; this kind has none.");

        return Copy(preset.GetValue(null)!);
    }

    /// <summary>Sets a setting of a record that nobody else holds, from text such as <c>FftSize=512</c>, or <c>Mel.FftSize=512</c> for one of a record in it.</summary>
    public static void Set(object record, string assignment)
    {
        var parts = assignment.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2)
            throw new ArgumentException($"A setting is given as name=value, but not as '{assignment}'.");
        var settings = Of(record.GetType());
        var path = parts[0].Split('.', 2);
        var setting = settings.FirstOrDefault(property => SameName(property.Name, path[0]))
            ?? throw new ArgumentException($"There is no setting '{path[0]}'; there are {string.Join(", ", settings.Select(property => property.Name))}.");
        try
        {
            if (path.Length == 1)
            {
                setting.SetValue(record, SettingValue.Parse(setting.PropertyType, setting.Name, parts[1]));
                return;
            }

            var inner = IsNested(setting) && setting.GetValue(record) is { } held
                ? Copy(held)
                : throw new ArgumentException($"{setting.Name} has no settings of its own here; set it as a whole.");
            Set(inner, $"{path[1]}={parts[1]}");
            setting.SetValue(record, inner);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException inner)
        {
            throw inner;
        }
    }

    /// <summary>Returns whether two names are one, written as FftSize, fft_size or fft-size.</summary>
    public static bool SameName(string one, string other) =>
        string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a setting is a record with settings of its own.</summary>
    public static bool IsNested(PropertyInfo setting) => setting.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal);

    /// <summary>Does what <c>with { }</c> does: presets are shared, and stay as they are.</summary>
    private static object Copy(object record) => record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;

    private static IEnumerable<PropertyInfo> PresetProperties(Type record) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == record);

    private static string Plain(string name) =>
        name.Replace("_", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal);

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;
}
