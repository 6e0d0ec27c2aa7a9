using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes short-time spectra as products with windowed cosines and sines, which can be learned, and without complex numbers unless these are the result.</summary>
internal static class TransformKernels
{
    /// <summary>Returns the kernels as a parameter [2, F, N], cosines and sines.</summary>
    public static Tensor Create(FrameTransform transform) =>
        nn.Parameter(DesignedTensor.Create(Design(transform), 2, transform.Bins, transform.Grid.FftSize)).DetachFromDisposeScope();

    /// <summary>Gives kernels that no training has changed all the digits of their design, after a conversion.</summary>
    public static void Restore(Tensor? kernels, FrameTransform transform)
    {
        if (kernels is not null)
            DesignedTensor.RestoreUntrained(kernels, Design(transform));
    }

    /// <summary>Returns spectra [M, F, T].</summary>
    public static Tensor Spectrum(FrameTransform transform, Tensor signals, Tensor kernels, int frames, SpectrumKind kind)
    {
        var (bins, size) = (transform.Bins, transform.Grid.FftSize);
        var parts = kernels.reshape(2 * bins, size).matmul(transform.Frames(signals, frames).transpose(1, 2));     // [M, 2F, T]
        var (real, imaginary) = (parts.narrow(1, 0, bins), parts.narrow(1, bins, bins));
        switch (kind)
        {
            case SpectrumKind.Complex:
                return complex(real.contiguous(), imaginary.contiguous());
            case SpectrumKind.Phase:
                return complex(real.contiguous(), imaginary.contiguous()).angle();
        }

        var power = real.square() + imaginary.square();
        if (kind == SpectrumKind.Power)
            return power;

        // The root has no gradient at 0: below the smallest normal number magnitude is 0, and its gradient too.
        var smallest = power.dtype == ScalarType.Float64 ? 2.2250738585072014e-308 : 1.17549435e-38;
        return power.clamp_min(smallest).sqrt().where(power.gt(smallest), zeros([1], dtype: power.dtype, device: power.device));
    }

    /// <summary>Returns w(n) cos(2πfn/N) of all bins, then −w(n) sin(2πfn/N).</summary>
    private static double[] Design(FrameTransform transform)
    {
        var (window, bins, size) = (transform.Window, transform.Bins, transform.Grid.FftSize);
        var design = new double[2L * bins * size];
        for (var bin = 0; bin < bins; bin++)
        {
            for (var n = 0; n < size; n++)
            {
                // Whole turns are taken off in whole numbers, so that high bins are as exact as low ones.
                var (sine, cosine) = Math.SinCos(2 * Math.PI * ((long)bin * n % size) / size);
                design[((long)bin * size) + n] = window[n] * cosine;
                design[((long)(bins + bin) * size) + n] = -window[n] * sine;
            }
        }

        return design;
    }
}
