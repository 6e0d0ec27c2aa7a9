using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes how much the bands of an image grow from frame to frame.</summary>
internal static class SpectralFlux
{
    /// <summary>What is kept of the strength when its mean is removed: the pole of the high-pass filter.</summary>
    private const double Pole = 0.99;

    /// <summary>Returns o(t) = mean over bands of max(0, S(b, t) − R(b, t − lag)), [M, T]; differentiable.</summary>
    /// <param name="levels">The images S [M, F, T].</param>
    /// <param name="lag">The distance in frames; the first so many frames are 0.</param>
    /// <param name="bands">The number of neighboring bands of which R is the maximum.</param>
    public static Tensor Of(Tensor levels, int lag, int bands)
    {
        var frames = levels.shape[2];
        var first = Math.Min(lag, frames);

        // The first frames are compared with themselves, so that they do not grow.
        var reference = cat([levels.narrow(2, 0, first), NeighborMaximum.Of(levels, bands).narrow(2, 0, frames - first)], 2);
        return (levels - reference).relu().mean([1L]);
    }

    /// <summary>Returns strengths [M, T] later by some frames, zeros in front and as many frames as before.</summary>
    public static Tensor Delayed(Tensor strengths, int frames)
    {
        var length = strengths.shape[1];
        var added = Math.Min(frames, length);
        return added == 0 ? strengths : cat([zeros_like(strengths.narrow(1, 0, added)), strengths.narrow(1, 0, length - added)], 1);
    }

    /// <summary>Returns y(t) = o(t) − o(t − 1) + 0.99 y(t − 1), [M, T].</summary>
    public static Tensor Detrended(Tensor strengths)
    {
        var steps = (strengths - Delayed(strengths, 1)).unsqueeze(0);
        var factor = tensor(Pole, dtype: strengths.dtype, device: strengths.device).reshape(1, 1, 1);
        return LinearRecursion.Run(steps, factor, zeros_like(steps.narrow(2, 0, 1))).squeeze(0);
    }
}
