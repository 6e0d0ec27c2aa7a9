using Spectre.Console;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Prints every kind with its presets, its settings and their defaults.</summary>
internal static class Listing
{
    public static void Print()
    {
        foreach (var kind in SpectrogramKind.All)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{kind.Name}[/]: {kind.Summary}");
            if (Settings.Presets(kind.OptionsType) is { Count: > 0 } presets)
                AnsiConsole.MarkupLineInterpolated($"presets: {string.Join(", ", presets)}");

            // What differs for two rates follows the recording.
            var (one, other) = (kind.Defaults(8_000), kind.Defaults(16_000));
            var table = new Table().AddColumns("setting", "default", "can be");
            Add(table, kind.OptionsType, one, other, string.Empty);
            AnsiConsole.Write(table);
        }
    }

    /// <summary>Adds the settings of a record, and of the records in it.</summary>
    private static void Add(Table table, Type type, object one, object other, string prefix)
    {
        foreach (var setting in Settings.Of(type))
        {
            var (value, otherValue) = (setting.GetValue(one), setting.GetValue(other));
            if (Settings.IsNested(setting) && value is not null && otherValue is not null)
            {
                Add(table, setting.PropertyType, value, otherValue, $"{prefix}{setting.Name}.");
                continue;
            }

            // As text, for two lists of the same numbers are not equal.
            var text = SettingValue.Format(value);
            if (text != SettingValue.Format(otherValue))
                text = "that of the recording";
            table.AddRow(Markup.Escape(prefix + setting.Name), Markup.Escape(text), Markup.Escape(SettingValue.Choices(setting.PropertyType, setting.Name)));
        }
    }
}
