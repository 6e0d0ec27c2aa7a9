using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Streaming;
using static TorchSharp.torch;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Computes images as if the recording came from a microphone, a piece at a time.</summary>
internal static class Streamed
{
    /// <summary>Returns the image of a waveform that the front-end gets in pieces.</summary>
    public static Tensor Image(IFrontEnd frontEnd, Tensor waveform, int samples)
    {
        if (samples < 1)
            throw new ArgumentException($"--piece must be at least 1 sample, but was {samples}.");
        if (frontEnd is not IStreamableFrontEnd streamable)
            throw new ArgumentException($"{frontEnd} takes whole signals only. Leave --piece away.");

        using var stream = streamable.OpenStream();
        var images = new List<Tensor>();
        for (var start = 0L; start < waveform.shape[^1]; start += samples)
            images.Add(stream.Push(waveform.narrow(-1, start, Math.Min(samples, waveform.shape[^1] - start))));
        images.Add(stream.Flush());
        return cat(images, -1);
    }

    /// <summary>Returns how far an image is from another, in words.</summary>
    public static string Deviation(Tensor whole, Tensor image)
    {
        var largest = (image - whole).abs().max().item<float>();
        return largest == 0 ? "equal to the whole" : FormattableString.Invariant($"at most {largest:0.#e+0} off the whole");
    }
}
