using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Takes the maximum over neighboring bands, as far as they exist.</summary>
internal static class NeighborMaximum
{
    /// <summary>Returns images [M, F, T] whose bands are the maximum over ⌊k/2⌋ bands below to k − 1 − ⌊k/2⌋ above; differentiable.</summary>
    /// <param name="images">The images.</param>
    /// <param name="bands">The number of bands k; with 1 the images themselves are returned.</param>
    public static Tensor Of(Tensor images, int bands)
    {
        if (bands == 1)
            return images;
        var below = bands / 2;
        var padded = nn.functional.pad(images.unsqueeze(1), [0, 0, below, bands - 1 - below], value: double.NegativeInfinity);
        return nn.functional.max_pool2d(padded, (bands, 1), (1, 1)).squeeze(1);
    }
}
