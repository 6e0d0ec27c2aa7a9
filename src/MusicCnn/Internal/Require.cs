using System.Numerics;
using System.Runtime.CompilerServices;

namespace MusicCnn.Internal;

/// <summary>Checks single values at public boundaries; every message says the value, the unit and what was required.</summary>
internal static class Require
{
    /// <summary>Returns <paramref name="value"/> when it is not null.</summary>
    public static T NotNull<T>(T? value, [CallerMemberName] string name = "")
        where T : class => value ?? throw new ArgumentNullException(name);

    /// <summary>Returns <paramref name="value"/> when it is finite and above zero.</summary>
    public static T Positive<T>(T value, string unit, [CallerMemberName] string name = "")
        where T : INumber<T>
    {
        if (T.IsFinite(value) && value > T.Zero)
            return value;
        throw new ArgumentOutOfRangeException(name, $"{name} must be above 0 {unit}, but was {Invariant(value)}.");
    }

    /// <summary>Returns <paramref name="value"/> when it is finite and above zero; says what to do where the way out is not plain.</summary>
    public static T Positive<T>(T value, string unit, string remedy, [CallerMemberName] string name = "")
        where T : INumber<T>
    {
        if (T.IsFinite(value) && value > T.Zero)
            return value;
        throw new ArgumentOutOfRangeException(name, $"{name} must be above 0 {unit}, but was {Invariant(value)}. {remedy}");
    }

    /// <summary>Returns <paramref name="value"/> when it is finite and not below zero.</summary>
    public static T NotNegative<T>(T value, string unit, [CallerMemberName] string name = "")
        where T : INumber<T>
    {
        if (T.IsFinite(value) && value >= T.Zero)
            return value;
        throw new ArgumentOutOfRangeException(name, $"{name} must not be below 0 {unit}, but was {Invariant(value)}.");
    }

    /// <summary>Returns <paramref name="value"/> when it is neither infinite nor NaN.</summary>
    public static T Finite<T>(T value, string unit, [CallerMemberName] string name = "")
        where T : INumber<T>
    {
        if (T.IsFinite(value))
            return value;
        throw new ArgumentOutOfRangeException(name, $"{name} must be a finite number of {unit}, but was {Invariant(value)}.");
    }

    /// <summary>Returns <paramref name="value"/> when it lies within the closed interval.</summary>
    public static T Within<T>(T value, T low, T high, string unit, [CallerMemberName] string name = "")
        where T : INumber<T>
    {
        if (value >= low && value <= high)
            return value;
        throw new ArgumentOutOfRangeException(
            name, $"{name} must lie between {Invariant(low)} and {Invariant(high)} {unit}, but was {Invariant(value)}.");
    }

    /// <summary>Returns <paramref name="value"/> when it is a named member of its enumeration.</summary>
    public static T Defined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum
    {
        if (Enum.IsDefined(value))
            return value;
        throw new ArgumentOutOfRangeException(
            name, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, but was {value}.");
    }

    private static string Invariant<T>(T value)
        where T : INumber<T> => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
