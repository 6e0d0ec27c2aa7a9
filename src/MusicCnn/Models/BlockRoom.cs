namespace MusicCnn.Models;

/// <summary>Checks that blocks behind each other leave something of an image.</summary>
internal static class BlockRoom
{
    /// <summary>The number of frames that stands for any, where only bins are known yet.</summary>
    public const int AnyFrames = int.MaxValue;

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
        var (needed, given) = size.Frames == AnyFrames
            ? ($"{least.Bins} bins", $"{size.Bins}")
            : ($"{least.Bins} bins × {least.Frames} frames", $"{size.Bins} × {size.Frames}");
        throw new ArgumentException(
            $"Pooling behind {(blocks == 1 ? "a block" : $"{blocks} blocks")} needs {images} of at least {needed}, but they have {given}{origin}. Take larger images, or fewer blocks.", name);
    }
}
