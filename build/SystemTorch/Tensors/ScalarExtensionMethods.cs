using System.Numerics;

namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this int value) => new((long)value);

    public static Scalar ToScalar(this long value) => new(value);

    public static Scalar ToScalar(this float value) => new((double)value);

    public static Scalar ToScalar(this double value) => new(value);

    public static Scalar ToScalar(this bool value) => new(value);

    public static Scalar ToScalar(this Complex value) => new(value);

    public static float ToSingle(this Scalar value) => (float)value.Value.Real;

    public static double ToDouble(this Scalar value) => value.Value.Real;

    public static int ToInt32(this Scalar value) => (int)value.Integer;

    public static long ToInt64(this Scalar value) => value.Integer;
}
