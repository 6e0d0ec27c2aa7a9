using System.Globalization;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Reads durations as people write them.</summary>
internal static class Durations
{
    /// <summary>A day: more than any recording lasts.</summary>
    private const double MostSeconds = 86_400;

    /// <summary>Returns the time that <c>1s</c>, <c>0.5</c> (seconds), <c>500ms</c> or <c>2min</c> means, or null.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, seconds) in new[] { ("ms", 1e-3), ("min", 60.0), ("s", 1.0), ("", 1.0) })
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return number > 0 && number * seconds <= MostSeconds ? TimeSpan.FromSeconds(number * seconds) : null;
            }
        }

        return null;
    }
}
