using System.CommandLine.Parsing;
using System.Globalization;
using MusicCnn.FrontEnds;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The length of a patch, as time or in frames.</summary>
internal sealed record PatchLength(TimeSpan? Duration, int? Frames)
{
    /// <summary>Returns the length that an argument means: <c>3.5s</c> and <c>500ms</c> are times, <c>187</c> frames.</summary>
    public static PatchLength? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var frames) && frames > 0)
            return new(null, frames);
        foreach (var (unit, seconds) in new[] { ("ms", 1e-3), ("s", 1.0) })
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * seconds is > 0 and < 86_400)
                return new(TimeSpan.FromSeconds(number * seconds), null);
        }

        result.AddError($"--patch must be a time such as 3.5s or 500ms, or a number of frames such as 187, but was '{text}'.");
        return null;
    }

    public int FramesOf(IFrontEnd axes) => Frames ?? axes.FramesIn(Duration!.Value);
}
