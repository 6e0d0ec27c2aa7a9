using System.Numerics;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Maps the element types of .npy files to those of .NET and of tensors.</summary>
internal static class NpyTypes
{
    private static readonly Entry[] Entries =
    [
        new(NpyType.Bool, "b1", 1, typeof(bool), ScalarType.Bool),
        new(NpyType.Int8, "i1", 1, typeof(sbyte), ScalarType.Int8),
        new(NpyType.UInt8, "u1", 1, typeof(byte), ScalarType.Byte),
        new(NpyType.Int16, "i2", 2, typeof(short), ScalarType.Int16),
        new(NpyType.UInt16, "u2", 2, typeof(ushort), null),
        new(NpyType.Int32, "i4", 4, typeof(int), ScalarType.Int32),
        new(NpyType.UInt32, "u4", 4, typeof(uint), null),
        new(NpyType.Int64, "i8", 8, typeof(long), ScalarType.Int64),
        new(NpyType.UInt64, "u8", 8, typeof(ulong), null),
        new(NpyType.Float16, "f2", 2, typeof(Half), ScalarType.Float16),
        new(NpyType.Float32, "f4", 4, typeof(float), ScalarType.Float32),
        new(NpyType.Float64, "f8", 8, typeof(double), ScalarType.Float64),
        new(NpyType.Complex64, "c8", 8, typeof((float, float)), ScalarType.ComplexFloat32),
        new(NpyType.Complex128, "c16", 16, typeof(Complex), ScalarType.ComplexFloat64),
    ];

    /// <summary>Gets NumPy's codes of all types, for messages.</summary>
    public static string Codes => string.Join(", ", Entries.Select(entry => entry.Code));

    /// <summary>Returns what is known of a type.</summary>
    public static Entry Of(NpyType type) => Entries[(int)type];

    /// <summary>Returns the type with a code of NumPy's without byte order, or <see langword="null"/>.</summary>
    public static Entry? OfCode(ReadOnlySpan<char> code)
    {
        foreach (var entry in Entries)
        {
            if (code.SequenceEqual(entry.Code))
                return entry;
        }

        return null;
    }

    /// <summary>Returns the type with a .NET type, or <see langword="null"/>.</summary>
    public static Entry? OfClr(Type clr) => Array.Find(Entries, entry => entry.Clr == clr);

    /// <summary>Returns the type of a tensor's elements, or <see langword="null"/>.</summary>
    public static Entry? OfScalar(ScalarType scalar) => Array.Find(Entries, entry => entry.Scalar == scalar);

    /// <summary>Represents what is known of a type.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Code">NumPy's code, without byte order.</param>
    /// <param name="Size">The size of an element, in bytes.</param>
    /// <param name="Clr">The .NET type.</param>
    /// <param name="Scalar">The type in a tensor, if tensors have it.</param>
    internal sealed record Entry(NpyType Type, string Code, int Size, Type Clr, ScalarType? Scalar)
    {
        /// <summary>Gets the size of the numbers of which an element consists: the unit of the byte order.</summary>
        public int WordSize => Type is NpyType.Complex64 or NpyType.Complex128 ? Size / 2 : Size;
    }
}
