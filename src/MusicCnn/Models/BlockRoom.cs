namespace MusicCnn.Models;

/// <summary>Checks that blocks behind each other leave something of an image.</summary>
internal static class BlockRoom
{
    /// <summary>Throws when an image is smaller than the least that the blocks take.</summary>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="least">The least image.</param>
    /// <param name="size">The image.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="images">What the blocks take, in words.</param>
    /// <param name="origin">What that was made of, in words.</param>
    public static void Require(int blocks, (long Bins, long Frames) least, (long Bins, long Frames) size, string name, string images = "images", string origin = "")
    {
        if (size.Bins >= least.Bins && size.Frames >= least.Frames)
            return;
        throw new ArgumentException(
            $"Pooling behind {blocks} blocks needs {images} of at least {least.Bins} bins × {least.Frames} frames, but they have {size.Bins} × {size.Frames}{origin}. "
            + "Take larger images, or fewer blocks.", name);
    }
}
