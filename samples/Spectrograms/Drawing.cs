using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using static TorchSharp.torch;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Draws an image as its axes ask for: a heat map, or a line where it has one row.</summary>
internal static class Drawing
{
    /// <summary>Returns the picture of an image [1, F, T].</summary>
    public static Picture Of(IFrontEnd frontEnd, Tensor image, string title, string unit)
    {
        if (frontEnd.Bins > 1)
            return Picture.HeatMap(frontEnd, image, new() { Title = title, Values = new() { Label = unit } });

        var line = LineSeries.Sampled(string.Empty, image.contiguous().data<float>().ToArray(), frontEnd.FrameRate);
        return Picture.Lines([line], new()
        {
            Title = title,
            Horizontal = new() { Quantity = AxisQuantity.Seconds },
            Vertical = new() { Label = unit },
        });
    }

    /// <summary>Returns what the rows of an image are, in words.</summary>
    public static string Rows(IFrontEnd frontEnd) => frontEnd.Scale switch
    {
        FrequencyScale.Tempo => FormattableString.Invariant($"{60 * frontEnd.FrameRate:0.#} to {60 * frontEnd.FrameRate / (frontEnd.Bins - 1):0.#} beats a minute"),
        FrequencyScale.PitchClass => $"{frontEnd.Bins} pitch classes",
        FrequencyScale.None => FormattableString.Invariant($"{frontEnd.Bins} without a frequency"),
        _ => FormattableString.Invariant($"{frontEnd.CenterFrequencies[0]:0.#} to {frontEnd.CenterFrequencies[^1]:0.#} Hz"),
    };
}
