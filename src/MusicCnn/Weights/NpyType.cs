namespace MusicCnn.Weights;

/// <summary>Specifies the type of the elements of a <see cref="NpyArray"/>; in brackets NumPy's code and the type in .NET.</summary>
public enum NpyType
{
    /// <summary>Truth values (<c>b1</c>, <see cref="bool"/>).</summary>
    Bool,

    /// <summary>Signed integers of 8 bits (<c>i1</c>, <see cref="sbyte"/>).</summary>
    Int8,

    /// <summary>Unsigned integers of 8 bits (<c>u1</c>, <see cref="byte"/>).</summary>
    UInt8,

    /// <summary>Signed integers of 16 bits (<c>i2</c>, <see cref="short"/>).</summary>
    Int16,

    /// <summary>Unsigned integers of 16 bits (<c>u2</c>, <see cref="ushort"/>).</summary>
    UInt16,

    /// <summary>Signed integers of 32 bits (<c>i4</c>, <see cref="int"/>).</summary>
    Int32,

    /// <summary>Unsigned integers of 32 bits (<c>u4</c>, <see cref="uint"/>).</summary>
    UInt32,

    /// <summary>Signed integers of 64 bits (<c>i8</c>, <see cref="long"/>).</summary>
    Int64,

    /// <summary>Unsigned integers of 64 bits (<c>u8</c>, <see cref="ulong"/>).</summary>
    UInt64,

    /// <summary>Numbers of half precision (<c>f2</c>, <see cref="Half"/>).</summary>
    Float16,

    /// <summary>Numbers of single precision (<c>f4</c>, <see cref="float"/>).</summary>
    Float32,

    /// <summary>Numbers of double precision (<c>f8</c>, <see cref="double"/>).</summary>
    Float64,

    /// <summary>Complex numbers of two singles (<c>c8</c>, a pair of <see cref="float"/>).</summary>
    Complex64,

    /// <summary>Complex numbers of two doubles (<c>c16</c>, <see cref="System.Numerics.Complex"/>).</summary>
    Complex128,
}
