using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Checks tensor shapes at the entrance of every <c>forward</c>.</summary>
internal static class ShapeGuard
{
    /// <summary>Throws unless <paramref name="tensor"/> has the rank and the sizes of <paramref name="pattern"/>; -1 stands for any size of at least one.</summary>
    /// <param name="tensor">The tensor to check.</param>
    /// <param name="expected">The expected shape in words, such as <c>[batch, channel=1, frequency=96, time]</c>.</param>
    /// <param name="pattern">The expected sizes.</param>
    /// <param name="name">The parameter's name.</param>
    public static void Matches(Tensor tensor, string expected, ReadOnlySpan<long> pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        var shape = tensor.shape;
        var matches = shape.Length == pattern.Length;
        for (var i = 0; matches && i < shape.Length; i++)
            matches = pattern[i] < 0 ? shape[i] > 0 : shape[i] == pattern[i];
        if (!matches)
            throw new ArgumentException($"Expected {expected}, but got {Print(shape)}.", name);
    }

    /// <summary>Returns sizes as they appear in messages: <c>[2, 1, 96, 128]</c>.</summary>
    public static string Print(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
