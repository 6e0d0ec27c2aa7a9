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
            foreach (var setting in Settings.Of(kind.OptionsType))
            {
                var value = setting.GetValue(one);
                var text = Equals(value, setting.GetValue(other)) ? SettingValue.Format(value) : "that of the recording";
                table.AddRow(Markup.Escape(setting.Name), Markup.Escape(text), Markup.Escape(SettingValue.Choices(setting.PropertyType, setting.Name)));
            }

            AnsiConsole.Write(table);
        }
    }
}
