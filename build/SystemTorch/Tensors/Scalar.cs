using System.Numerics;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number as an argument of an operator: an integer, a real, a truth value or a complex number.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Argument argument) => Argument = argument;

    internal Argument Argument { get; }

    public torch.ScalarType Type => Argument.Kind switch
    {
        ValueKind.Int => torch.ScalarType.Int64,
        ValueKind.Double => torch.ScalarType.Float64,
        ValueKind.Bool => torch.ScalarType.Bool,
        _ => torch.ScalarType.ComplexFloat64,
    };

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public static implicit operator Scalar(Complex value) => value.ToScalar();

    /// <summary>Frees nothing: the number lives in managed memory.</summary>
    public void Dispose()
    {
    }

    internal Complex Value => Argument.Kind switch
    {
        ValueKind.Double => BitConverter.Int64BitsToDouble(Argument.First),
        ValueKind.Complex => new Complex(
            BitConverter.Int64BitsToDouble(Argument.First), BitConverter.Int64BitsToDouble(Argument.Second)),
        _ => Argument.First,
    };

    internal long Integer => Argument.Kind is ValueKind.Int or ValueKind.Bool ? Argument.First : (long)Value.Real;
}
