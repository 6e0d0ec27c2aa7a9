namespace MusicCnn.Audio.Internal;

/// <summary>Checks samples as they come from a decoder.</summary>
internal static class DecodedBlock
{
    /// <summary>Throws if a sample is NaN or infinite.</summary>
    /// <param name="block">The samples, channel by channel for each instant.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="start">The number of the first instant.</param>
    /// <exception cref="InvalidDataException">One is.</exception>
    public static void RequireFinite(ReadOnlySpan<float> block, int channels, long start)
    {
        for (var i = 0; i < block.Length; i++)
        {
            if (!float.IsFinite(block[i]))
                throw new InvalidDataException($"sample {start + (i / channels)} of channel {i % channels} is {block[i]}");
        }
    }

    /// <summary>Returns the error of a file that ends before its header says.</summary>
    public static InvalidDataException Truncated(long declared, long end) =>
        new($"it is truncated: {declared} samples are declared, but they end after {end}");
}
