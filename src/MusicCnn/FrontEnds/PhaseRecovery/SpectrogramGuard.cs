using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Checks what a recovery of phase is given.</summary>
internal static class SpectrogramGuard
{
    /// <summary>Throws unless an output of a front-end gives the magnitude.</summary>
    public static void RequireInvertible(SpectrumKind output, Compression compression, string name)
    {
        if (output == SpectrumKind.Phase)
            throw new ArgumentException("A signal cannot be recovered from phases alone, but Output was Phase. Set Output to Magnitude or Power.", name);
        if (compression != Compression.None)
        {
            throw new ArgumentException(
                $"A signal is recovered from magnitude or power as it is, but Compression was {compression}. Set Compression to None, and undo the compression of the spectrogram.",
                name);
        }
    }

    /// <summary>Returns a spectrogram as magnitudes [M, F, T], contiguous, without a graph.</summary>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong.</exception>
    public static Tensor Magnitudes(Tensor spectrogram, int bins, SpectrumKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(spectrogram, name);
        var shape = spectrogram.shape;
        if (shape.Length is < 2 or > 4 || shape[^2] != bins || shape.Contains(0))
        {
            throw new ArgumentException(
                $"Expected a spectrogram [frequency={bins}, time], with up to two axes in front, but got {ShapeGuard.Print(shape)}.", name);
        }

        if (spectrogram.is_complex())
            throw new ArgumentException($"The spectrogram must be real, but was {spectrogram.dtype}. Take its magnitude with .abs(), or invert it as it is.", name);
        ImageGuard.RequireMagnitudes(spectrogram, "The spectrogram", "Undo a logarithm or another compression first.", name);
        var values = spectrogram.detach().reshape(-1, bins, shape[^1]).contiguous();
        return kind == SpectrumKind.Power ? values.sqrt() : values;
    }
}
