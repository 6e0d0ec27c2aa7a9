using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes functions that <see cref="Vector"/> lacks, in double precision, each lane on its own.</summary>
internal static class DoubleVectors
{
    /// <summary>Terms of the arc tangent's series that reach 2e-10 at tan(π/8), far below half a digit of float32.</summary>
    private const int ArcTangentTerms = 11;

    /// <summary>Returns ln(1 + x) with relative precision near 0 too.</summary>
    /// <remarks>The logarithm of the rounded sum y, times x/(y − 1), which undoes the rounding: W. Kahan's way, as in the HP-15C Advanced Functions
    /// Handbook, 1982. Where nothing was rounded the factor is 1, at infinity too; where y is 1 the result is x.</remarks>
    public static Vector<double> LogOnePlus(Vector<double> x)
    {
        var sum = Vector<double>.One + x;
        var added = sum - Vector<double>.One;
        var log = Vector.Log(sum);
        var corrected = Vector.ConditionalSelect(Vector.Equals(added, Vector<double>.Zero), x, log * (x / added));
        return Vector.ConditionalSelect(Vector.Equals(added, x), log, corrected);
    }

    /// <summary>Returns the angle of (x, y) in radians, from −π to π, precise enough to be rounded to float32; signed zeros as in IEEE 754.</summary>
    /// <remarks>The tangent is brought into [0, 1] by exchanging the axes and then below tan(π/8) by turning by π/4; the rest is the series x − x³/3 + x⁵/5 ….</remarks>
    public static Vector<double> Angle(Vector<double> y, Vector<double> x)
    {
        var (height, width) = (Vector.Abs(y), Vector.Abs(x));
        var larger = Vector.Max(height, width);
        var isZero = Vector.Equals(larger, Vector<double>.Zero);
        var tangent = Vector.Min(height, width) / Vector.ConditionalSelect(isZero, Vector<double>.One, larger);

        var isTurned = Vector.GreaterThan(tangent, new Vector<double>(Math.Tan(Math.PI / 8)));
        var turned = Vector.ConditionalSelect(isTurned, (tangent - Vector<double>.One) / (tangent + Vector<double>.One), tangent);
        var square = turned * turned;
        var series = Vector<double>.Zero;
        for (var term = ArcTangentTerms - 1; term >= 0; term--)
            series = (series * square) + new Vector<double>((term % 2 == 0 ? 1.0 : -1.0) / ((2 * term) + 1));
        var angle = (turned * series) + Vector.ConditionalSelect(isTurned, new Vector<double>(Math.PI / 4), Vector<double>.Zero);

        angle = Vector.ConditionalSelect(Vector.GreaterThan(height, width), new Vector<double>(Math.PI / 2) - angle, angle);
        angle = Vector.ConditionalSelect(Vector.IsNegative(x), new Vector<double>(Math.PI) - angle, angle);
        return Vector.CopySign(angle, y);
    }
}
