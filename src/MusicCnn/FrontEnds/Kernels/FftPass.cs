using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Represents one pass of a Stockham FFT: butterflies of one radix.</summary>
/// <remarks>
/// With n the length still to do, m = n/radix and s the length done:
/// y(q + s(radix·p + j)) = e^(−2πipj/n) Σ_k x(q + s(p + m·k)) e^(−2πijk/radix), p = 0 … m − 1, q = 0 … s − 1.
/// </remarks>
internal sealed unsafe class FftPass
{
    private readonly int _radix;
    private readonly int _groups;
    private readonly int _stride;
    private readonly double[] _twiddleReal;
    private readonly double[] _twiddleImaginary;
    private readonly double[] _rootReal;
    private readonly double[] _rootImaginary;

    private FftPass(int radix, int length, int stride)
    {
        _radix = radix;
        _groups = length / radix;
        _stride = stride;
        (_twiddleReal, _twiddleImaginary) = FrameFft.Roots(length, length);
        (_rootReal, _rootImaginary) = FrameFft.Roots(radix, radix);
    }

    /// <summary>Returns the passes of a complex transform: fours first, which are cheapest, then the prime factors.</summary>
    public static FftPass[] Plan(int length)
    {
        var passes = new List<FftPass>();
        var (left, stride) = (length, 1);
        while (left > 1)
        {
            var radix = left % 4 == 0 ? 4 : SmallestFactor(left);
            passes.Add(new FftPass(radix, left, stride));
            (left, stride) = (left / radix, stride * radix);
        }

        return [.. passes];
    }

    /// <summary>Computes y from x.</summary>
    public void Run(Vector<double>* xReal, Vector<double>* xImaginary, Vector<double>* yReal, Vector<double>* yImaginary)
    {
        switch (_radix)
        {
            case 2:
                Twos(xReal, xImaginary, yReal, yImaginary);
                break;
            case 4:
                Fours(xReal, xImaginary, yReal, yImaginary);
                break;
            default:
                Others(xReal, xImaginary, yReal, yImaginary);
                break;
        }
    }

    private static int SmallestFactor(int number)
    {
        for (var factor = 2; factor * factor <= number; factor++)
        {
            if (number % factor == 0)
                return factor;
        }

        return number;
    }

    private void Twos(Vector<double>* xReal, Vector<double>* xImaginary, Vector<double>* yReal, Vector<double>* yImaginary)
    {
        var (s, apart) = (_stride, _stride * _groups);
        for (var p = 0; p < _groups; p++)
        {
            var turn = Turn(p);
            for (var q = 0; q < s; q++)
            {
                var (x, y) = (q + (s * p), q + (s * 2 * p));
                var (ar, ai) = (xReal[x], xImaginary[x]);
                var (br, bi) = (xReal[x + apart], xImaginary[x + apart]);
                (yReal[y], yImaginary[y]) = (ar + br, ai + bi);
                turn.Store(ar - br, ai - bi, yReal + y + s, yImaginary + y + s);
            }
        }
    }

    private void Fours(Vector<double>* xReal, Vector<double>* xImaginary, Vector<double>* yReal, Vector<double>* yImaginary)
    {
        var (s, apart) = (_stride, _stride * _groups);
        for (var p = 0; p < _groups; p++)
        {
            var (once, twice, thrice) = (Turn(p), Turn(2 * p), Turn(3 * p));
            for (var q = 0; q < s; q++)
            {
                var (x, y) = (q + (s * p), q + (s * 4 * p));
                var (ar, ai) = (xReal[x], xImaginary[x]);
                var (br, bi) = (xReal[x + apart], xImaginary[x + apart]);
                var (cr, ci) = (xReal[x + (2 * apart)], xImaginary[x + (2 * apart)]);
                var (dr, di) = (xReal[x + (3 * apart)], xImaginary[x + (3 * apart)]);
                var (sumAcReal, sumAcImaginary) = (ar + cr, ai + ci);
                var (sumBdReal, sumBdImaginary) = (br + dr, bi + di);
                var (differenceAcReal, differenceAcImaginary) = (ar - cr, ai - ci);
                var (differenceBdReal, differenceBdImaginary) = (br - dr, bi - di);

                (yReal[y], yImaginary[y]) = (sumAcReal + sumBdReal, sumAcImaginary + sumBdImaginary);
                y += s;
                once.Store(differenceAcReal + differenceBdImaginary, differenceAcImaginary - differenceBdReal, yReal + y, yImaginary + y);
                y += s;
                twice.Store(sumAcReal - sumBdReal, sumAcImaginary - sumBdImaginary, yReal + y, yImaginary + y);
                y += s;
                thrice.Store(differenceAcReal - differenceBdImaginary, differenceAcImaginary + differenceBdReal, yReal + y, yImaginary + y);
            }
        }
    }

    private void Others(Vector<double>* xReal, Vector<double>* xImaginary, Vector<double>* yReal, Vector<double>* yImaginary)
    {
        var (s, apart) = (_stride, _stride * _groups);
        for (var p = 0; p < _groups; p++)
        {
            for (var j = 0; j < _radix; j++)
            {
                var turn = Turn(p * j);
                for (var q = 0; q < s; q++)
                {
                    var (sumReal, sumImaginary) = (Vector<double>.Zero, Vector<double>.Zero);
                    for (var k = 0; k < _radix; k++)
                    {
                        var x = q + (s * p) + (k * apart);
                        var (rootReal, rootImaginary) = (_rootReal[j * k % _radix], _rootImaginary[j * k % _radix]);
                        sumReal += (rootReal * xReal[x]) - (rootImaginary * xImaginary[x]);
                        sumImaginary += (rootReal * xImaginary[x]) + (rootImaginary * xReal[x]);
                    }

                    var y = q + (s * ((_radix * p) + j));
                    turn.Store(sumReal, sumImaginary, yReal + y, yImaginary + y);
                }
            }
        }
    }

    /// <summary>Returns the factor e^(−2πi·index/n).</summary>
    private FftTurn Turn(int index) => new(_twiddleReal[index], _twiddleImaginary[index]);
}
