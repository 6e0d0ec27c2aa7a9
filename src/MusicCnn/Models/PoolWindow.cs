namespace MusicCnn.Models;

/// <summary>Represents the windows of a maximum pooling.</summary>
/// <param name="Bins">The height of a window.</param>
/// <param name="Frames">The width of a window.</param>
/// <param name="BinStride">The step between windows in frequency.</param>
/// <param name="FrameStride">The step between windows in time.</param>
internal readonly record struct PoolWindow(int Bins, int Frames, int BinStride, int FrameStride)
{
    /// <summary>Initializes windows that lie side by side.</summary>
    public PoolWindow(int bins, int frames)
        : this(bins, frames, bins, frames)
    {
    }

    /// <summary>Returns the number of windows in an image; 0 or below where none fits.</summary>
    public (long Bins, long Frames) Count(long bins, long frames) => (Count(bins, Bins, BinStride), Count(frames, Frames, FrameStride));

    /// <summary>Returns the smallest image with a number of windows.</summary>
    public (long Bins, long Frames) MinimumSize(long bins, long frames) =>
        checked(((bins - 1) * BinStride + Bins, (frames - 1) * FrameStride + Frames));

    private static long Count(long size, int window, int stride) => size < window ? 0 : (size - window) / stride + 1;
}
