using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents what a safetensors file says of one tensor.</summary>
public sealed record SafeTensorInfo
{
    internal SafeTensorInfo(string name, ScalarType type, IReadOnlyList<long> shape, long begin, long end)
    {
        Name = name;
        Type = type;
        Shape = shape;
        Begin = begin;
        End = end;
    }

    /// <summary>Gets the name of the tensor.</summary>
    public string Name { get; }

    /// <summary>Gets the type of the elements as stored.</summary>
    public ScalarType Type { get; }

    /// <summary>Gets the sizes; none for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Gets the first byte, counted from the end of the header.</summary>
    internal long Begin { get; }

    /// <summary>Gets the byte behind the last.</summary>
    internal long End { get; }

    /// <summary>Returns the tensor in words, such as <c>conv.weight: Float32 [32, 1, 1, 60]</c>.</summary>
    /// <returns>The tensor as text.</returns>
    public override string ToString() => $"{Name}: {Type} [{string.Join(", ", Shape)}]";
}
