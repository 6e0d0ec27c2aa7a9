using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents the type and the shape of a tensor, without its values.</summary>
internal sealed record TensorForm(ScalarType Type, IReadOnlyList<long> Shape)
{
    public bool Matches(TensorForm other) => Type == other.Type && Shape.SequenceEqual(other.Shape);

    /// <summary>Returns the number of bytes of an array.</summary>
    /// <param name="shape">The size along each axis.</param>
    /// <param name="elementSize">The bytes of an element.</param>
    /// <param name="owner">Whose shape it is, to begin a sentence with.</param>
    /// <exception cref="InvalidDataException">It is beyond 2⁶³. Zeros count as ones here, since strides are products of the other sizes.</exception>
    public static long ByteLength(IReadOnlyList<long> shape, int elementSize, string owner)
    {
        Int128 length = elementSize;
        foreach (var size in shape)
        {
            length *= Math.Max(size, 1);
            if (length > long.MaxValue)
                throw new InvalidDataException($"{owner} is larger than any memory: [{string.Join(", ", shape)}].");
        }

        return shape.Contains(0) ? 0 : (long)length;
    }

    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";
}
