using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Checks tensor shapes at the entrance of every <c>forward</c>; what does not fit is refused with both shapes and what to change.</summary>
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
        Matches(tensor.shape, expected, pattern, name);
    }

    /// <summary>Throws unless a shape has the rank and the sizes of <paramref name="pattern"/>; -1 stands for any size of at least one.</summary>
    public static void Matches(ReadOnlySpan<long> shape, string expected, ReadOnlySpan<long> pattern, string name)
    {
        if (!Fits(pattern, shape))
            throw new ArgumentException($"Expected {expected}, but got {Print(shape)}. {Remedy(expected, pattern, shape)}", name);
    }

    /// <summary>Returns sizes as they appear in messages: <c>[2, 1, 96, 128]</c>.</summary>
    public static string Print(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    private static bool Fits(ReadOnlySpan<long> pattern, ReadOnlySpan<long> shape) => shape.Length == pattern.Length && FirstMisfit(pattern, shape) == shape.Length;

    private static int FirstMisfit(ReadOnlySpan<long> pattern, ReadOnlySpan<long> shape)
    {
        var axis = 0;
        while (axis < shape.Length && (pattern[axis] < 0 ? shape[axis] > 0 : shape[axis] == pattern[axis]))
            axis++;
        return axis;
    }

    private static string Remedy(string expected, ReadOnlySpan<long> pattern, ReadOnlySpan<long> shape)
    {
        if (shape.Length < pattern.Length)
            return "Add the axes that are missing: unsqueeze(0) puts one of length 1 in front.";
        if (shape.Length > pattern.Length)
            return "Take out the axes that are too many: squeeze(0) drops one of length 1 in front, flatten joins several.";
        if (shape.Length > 1 && Fits(pattern, [.. shape[..^2], shape[^1], shape[^2]]))
            return "The last two axes look exchanged: transpose(-2, -1) exchanges them.";
        var axis = FirstMisfit(pattern, shape);
        var name = AxisNames(expected)[axis];
        return shape[axis] == 0
            ? $"Leave out what is empty: {name} is 0."
            : $"Give the input {name} {pattern[axis]}, or, where that can be set, build this for {name} {shape[axis]}.";
    }

    /// <summary>Returns the names of the axes in words such as <c>an image [batch, channel=1, frequency=96, time]</c>.</summary>
    private static string[] AxisNames(string expected) =>
        [.. expected[(expected.IndexOf('[', StringComparison.Ordinal) + 1)..].TrimEnd(']').Split(", ").Select(axis => axis.Split('=')[0])];
}
