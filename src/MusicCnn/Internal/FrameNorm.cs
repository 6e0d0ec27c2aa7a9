using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Divides each frame of an image by its norm over the bins.</summary>
internal static class FrameNorm
{
    /// <summary>The smallest floor: far above the smallest float32, so that the gradient of a quotient by it is finite.</summary>
    public const double SmallestFloor = 1e-30;

    /// <summary>Throws if a compression makes values below zero, which a norm would turn around.</summary>
    public static void Check(Compression compression, PitchClassNormalization normalization, string name)
    {
        if (normalization != PitchClassNormalization.None && compression is Decibels or NaturalLog)
        {
            throw new ArgumentException(
                $"{compression.GetType().Name} makes values below zero, which no norm can tell from large ones, but Normalization was {normalization}. "
                + "Take LogOnePlus or PowerLaw, or Normalization None.",
                name);
        }
    }

    /// <summary>Returns an image […, F, T] with each frame divided by its norm, or by the floor where that is larger. Differentiable, at silence too.</summary>
    public static Tensor Apply(Tensor image, PitchClassNormalization normalization, double floor) => normalization switch
    {
        PitchClassNormalization.Maximum => image / image.abs().amax([-2], keepdim: true).clamp_min(floor),
        PitchClassNormalization.Sum => image / SumOverBins(image.abs()).clamp_min(floor),
        PitchClassNormalization.Euclidean => image / Euclidean(image, floor),
        _ => image.alias(),
    };

    /// <summary>Returns the sums […, 1, T], bin after bin, so that a frame has the same bits wherever in an image it stands.</summary>
    private static Tensor SumOverBins(Tensor image)
    {
        var sum = image.narrow(-2, 0, 1);
        for (var bin = 1; bin < image.shape[^2]; bin++)
            sum = sum + image.narrow(-2, bin, 1);
        return sum;
    }

    /// <summary>Returns max(‖x‖₂, floor). Squares are taken of x over its largest value, on which the result does not depend, so that none is
    /// too small for its type.</summary>
    private static Tensor Euclidean(Tensor image, double floor)
    {
        var largest = image.abs().amax([-2], keepdim: true).clamp_min(floor).detach();
        return largest * SumOverBins((image / largest).square()).clamp_min(1).sqrt();
    }
}
