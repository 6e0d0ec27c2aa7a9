using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Checks that batch normalization has something to normalize over.</summary>
internal static class BatchGuard
{
    /// <summary>Throws when a normalization in training mode would see one value for each channel, whose variance is nothing.</summary>
    /// <param name="normalization">The normalization, or a layer that holds some.</param>
    /// <param name="values">The number of values for each channel.</param>
    /// <param name="image">The shape of the images that led to it.</param>
    /// <param name="where">The place in words, such as <c>behind pooling over time</c>.</param>
    public static void RequireTwoValues(nn.Module normalization, long values, ReadOnlySpan<long> image, string where)
    {
        if (!normalization.training || values > 1)
            return;
        throw new ArgumentException(
            $"In training mode batch normalization needs at least 2 values for each channel, but {where} a batch {ShapeGuard.Print(image)} has {values}. "
            + "Take a batch of 2 or more, or call eval(), which normalizes by the running statistics.", nameof(image));
    }
}
