using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What a native value holds. The numbers are those of <c>system_torch.cpp</c>.</summary>
internal enum ValueKind
{
    None = 0,
    Default = 1,
    Tensor = 2,
    Int = 3,
    Double = 4,
    Bool = 5,
    Complex = 6,
    String = 7,
    IntList = 8,
    DoubleList = 9,
    BoolList = 10,
    TensorList = 11,
    Device = 12,
    Generator = 13,
}

/// <summary>One value on its way through the boundary, 24 bytes on both sides.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal ValueKind Kind;
    internal int Count;
    internal long First;
    internal long Second;
}

/// <summary>One argument of an operator. Everything converts implicitly; a null object is <c>None</c>.</summary>
internal readonly struct Argument
{
    internal readonly ValueKind Kind;
    internal readonly long First;
    internal readonly long Second;
    internal readonly object Object;

    private Argument(ValueKind kind, long first = 0, long second = 0, object value = null)
    {
        Kind = kind;
        First = first;
        Second = second;
        Object = value;
    }

    /// <summary>The argument is absent (Python's None).</summary>
    internal static Argument None => default;

    /// <summary>The argument takes the schema's default, as omitted trailing arguments do.</summary>
    internal static Argument Default => new(ValueKind.Default);

    public static implicit operator Argument(torch.Tensor value) =>
        value is null ? None : new(ValueKind.Tensor, value.Handle, 0, value);

    public static implicit operator Argument(long value) => new(ValueKind.Int, value);

    public static implicit operator Argument(int value) => new(ValueKind.Int, value);

    public static implicit operator Argument(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    public static implicit operator Argument(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(System.Numerics.Complex value) =>
        new(ValueKind.Complex, BitConverter.DoubleToInt64Bits(value.Real), BitConverter.DoubleToInt64Bits(value.Imaginary));

    public static implicit operator Argument(long? value) => value is { } some ? some : None;

    public static implicit operator Argument(bool? value) => value is { } some ? some : None;

    public static implicit operator Argument(string value) => value is null ? None : new(ValueKind.String, 0, 0, value);

    public static implicit operator Argument(long[] value) => value is null ? None : new(ValueKind.IntList, 0, 0, value);

    public static implicit operator Argument(double[] value) => value is null ? None : new(ValueKind.DoubleList, 0, 0, value);

    /// <summary>A list of tensors; null elements are legal where the schema says <c>Tensor?[]</c>.</summary>
    public static implicit operator Argument(torch.Tensor[] value) =>
        value is null ? None : new(ValueKind.TensorList, 0, 0, value);

    public static implicit operator Argument(Scalar value) => value is null ? None : value.Argument;

    public static implicit operator Argument(torch.ScalarType value) => (int)value;

    public static implicit operator Argument(torch.ScalarType? value) => value is { } some ? (int)some : None;

    public static implicit operator Argument(torch.Device value) =>
        value is null ? None : new(ValueKind.Device, (int)value.type, value.index);

    public static implicit operator Argument(torch.Generator value) =>
        value is null ? None : new(ValueKind.Generator, value.Handle, 0, value);
}
