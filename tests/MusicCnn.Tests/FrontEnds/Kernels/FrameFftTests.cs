using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.FrontEnds.Kernels;

public class FrameFftTests
{
    public static TheoryData<int> Sizes => [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 30, 31, 49, 62, 64, 121, 400, 441, 510, 512, 961, 2048];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_lane_holds_the_spectrum_that_MathNet_computes(int size)
    {
        var frames = Enumerable.Range(0, FrameFft.Lanes).Select(lane => TestSignals.Noise(size, seed: 100 + lane)).ToArray();

        var spectra = Transform(frames);

        for (var lane = 0; lane < frames.Length; lane++)
        {
            var expected = Array.ConvertAll(frames[lane], sample => new Complex((float)sample, 0));
            Fourier.Forward(expected, FourierOptions.NoScaling);
            var peak = expected.Max(value => value.Magnitude);
            for (var bin = 0; bin <= size / 2; bin++)
            {
                var error = (expected[bin] - spectra[lane][bin]).Magnitude / peak;
                Assert.True(error < Tolerance.Float64, $"Bin {bin} of lane {lane} is off by {error:g3} of the peak.");
            }
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(441)]
    public void Spectrum_of_a_frame_does_not_depend_on_its_lane_or_on_its_neighbours(int size)
    {
        var frame = TestSignals.Noise(size, seed: 1);
        var alone = Transform(Enumerable.Repeat(frame, FrameFft.Lanes).ToArray());
        var loud = Enumerable.Range(0, FrameFft.Lanes).Select(lane => TestSignals.Noise(size, seed: lane, amplitude: 1000)).ToArray();
        for (var lane = 0; lane < FrameFft.Lanes; lane++)
        {
            var mixed = (double[][])loud.Clone();
            mixed[lane] = frame;
            Assert.Equal(alone[0], Transform(mixed)[lane]);
        }
    }

    [Fact]
    public void Sizes_with_large_prime_factors_are_left_to_libtorch()
    {
        Assert.True(FrameFft.Supports(2048));
        Assert.True(FrameFft.Supports(31 * 29));
        Assert.False(FrameFft.Supports(37));
        Assert.False(FrameFft.Supports(2 * 601));
    }

    /// <summary>Returns the spectrum of each frame, transformed together.</summary>
    private static unsafe Complex[][] Transform(double[][] frames)
    {
        var size = frames[0].Length;
        var fft = new FrameFft(size);
        using var buffers = new FftBuffers(fft);
        for (var lane = 0; lane < frames.Length; lane++)
        {
            buffers.Frames[lane] = buffers.Edge(lane);
            for (var n = 0; n < size; n++)
                buffers.Frames[lane][n] = (float)frames[lane][n];
        }

        var ones = Enumerable.Repeat(1.0, size).ToArray();
        fixed (double* window = ones)
            FrameLanes.Load(fft, buffers, window);

        fft.Transform(buffers);
        var spectra = new Complex[frames.Length][];
        for (var lane = 0; lane < frames.Length; lane++)
        {
            spectra[lane] = new Complex[fft.Bins];
            for (var bin = 0; bin < fft.Bins; bin++)
                spectra[lane][bin] = new Complex(buffers.Real[bin][lane], buffers.Imaginary[bin][lane]);
        }

        return spectra;
    }
}
