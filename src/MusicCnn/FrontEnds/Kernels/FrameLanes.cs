using System.Numerics;
using System.Runtime.Intrinsics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Moves frames into the lanes of a <see cref="FrameFft"/> and back, windowed on the way.</summary>
internal static unsafe class FrameLanes
{
    /// <summary>Puts windowed frames where the transform expects them.</summary>
    /// <param name="fft">The transform.</param>
    /// <param name="buffers">The buffers, whose <see cref="FftBuffers.Frames"/> point to N samples for each lane.</param>
    /// <param name="window">The window, N values.</param>
    public static void Load(FrameFft fft, FftBuffers buffers, double* window)
    {
        if (fft.IsPacked && FrameFft.Lanes == 4)
        {
            LoadPairs(fft.Length, buffers, window);
            return;
        }

        for (var lane = 0; lane < FrameFft.Lanes; lane++)
        {
            var frame = buffers.Frames[lane];
            double* real = (double*)buffers.Real + lane, imaginary = (double*)buffers.Imaginary + lane;
            for (var n = 0; n < fft.Length; n++)
            {
                var at = n * FrameFft.Lanes;
                if (fft.IsPacked)
                    (real[at], imaginary[at]) = (frame[2 * n] * window[2 * n], frame[(2 * n) + 1] * window[(2 * n) + 1]);
                else
                    (real[at], imaginary[at]) = (frame[n] * window[n], 0);
            }
        }
    }

    /// <summary>Writes the results of <see cref="FrameFft.Adjoint"/>, windowed, to <see cref="FftBuffers.Edge"/> of each lane.</summary>
    /// <param name="fft">The transform.</param>
    /// <param name="buffers">The buffers.</param>
    /// <param name="window">The window, N values.</param>
    public static void Unload(FrameFft fft, FftBuffers buffers, double* window)
    {
        if (fft.IsPacked && FrameFft.Lanes == 4)
        {
            UnloadPairs(fft.Length, buffers, window);
            return;
        }

        for (var lane = 0; lane < FrameFft.Lanes; lane++)
        {
            var frame = buffers.Edge(lane);
            double* real = (double*)buffers.Real + lane, imaginary = (double*)buffers.Imaginary + lane;
            for (var n = 0; n < fft.Size; n++)
            {
                var part = fft.IsPacked && n % 2 == 1 ? imaginary : real;
                frame[n] = (float)(window[n] * part[(fft.IsPacked ? n / 2 : n) * FrameFft.Lanes]);
            }
        }
    }

    private static void LoadPairs(int pairs, FftBuffers buffers, double* window)
    {
        double* first = (double*)buffers.Frames[0], second = (double*)buffers.Frames[1];
        double* third = (double*)buffers.Frames[2], fourth = (double*)buffers.Frames[3];
        for (var n = 0; n < pairs; n++)
        {
            // A pair of floats is moved as one number of eight bytes; then all even samples stand before all odd ones.
            var mixed = Vector256.Create(first[n], second[n], third[n], fourth[n]).AsSingle();
            var (even, odd) = Vector256.Widen(Vector256.Shuffle(mixed, Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7)));
            buffers.Real[n] = window[2 * n] * even.AsVector();
            buffers.Imaginary[n] = window[(2 * n) + 1] * odd.AsVector();
        }
    }

    private static void UnloadPairs(int pairs, FftBuffers buffers, double* window)
    {
        double* first = (double*)buffers.Edge(0), second = (double*)buffers.Edge(1);
        double* third = (double*)buffers.Edge(2), fourth = (double*)buffers.Edge(3);
        for (var n = 0; n < pairs; n++)
        {
            var apart = Vector.Narrow(window[2 * n] * buffers.Real[n], window[(2 * n) + 1] * buffers.Imaginary[n]).AsVector256();
            var mixed = Vector256.Shuffle(apart, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsDouble();
            (first[n], second[n], third[n], fourth[n]) = (mixed[0], mixed[1], mixed[2], mixed[3]);
        }
    }
}
