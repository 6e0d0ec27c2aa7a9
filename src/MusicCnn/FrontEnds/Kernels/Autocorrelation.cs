using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Correlates rows with themselves.</summary>
internal static class Autocorrelation
{
    /// <summary>Returns r(ℓ) = Σ_n x(n) x(n + ℓ), ℓ = 0 … W − 1, of rows [.., W], zeros outside; differentiable.</summary>
    public static Tensor Of(Tensor rows)
    {
        // Twice the length, so that what wraps around meets zeros.
        var length = rows.shape[^1];
        var spectrum = fft.rfft(rows, 2 * length);
        return fft.irfft(spectrum * spectrum.conj(), 2 * length).narrow(-1, 0, length);
    }
}
