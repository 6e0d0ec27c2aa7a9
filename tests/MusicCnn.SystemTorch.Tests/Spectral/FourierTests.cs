using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Spectral;

public class FourierTests
{
    /// <summary>Rounding of a transform of 64 numbers in float64, with a factor of a hundred to spare.</summary>
    private const double Rounding = 1e-12;

    [Fact]
    public void A_cosine_has_half_its_length_in_each_of_its_two_bins()
    {
        using var scope = NewDisposeScope();
        const int n = 64, k = 5;
        var x = (arange(n, float64) * (2 * Math.PI * k / n)).cos();

        var spectrum = fft.fft_(x.to(complex128)).data<Complex>().ToArray();

        for (var bin = 0; bin < n; bin++)
        {
            var expected = bin is k or n - k ? n / 2.0 : 0;
            Assert.Equal(expected, spectrum[bin].Real, Rounding);
            Assert.Equal(0, spectrum[bin].Imaginary, Rounding);
        }
    }

    [Fact]
    public void A_delayed_impulse_is_a_rotating_phasor()
    {
        using var scope = NewDisposeScope();
        const int n = 16, delay = 3;
        var x = zeros([n], float64);
        x[delay] = tensor(1.0);

        var spectrum = fft.rfft(x).data<Complex>().ToArray();

        Assert.Equal(n / 2 + 1, spectrum.Length);
        for (var bin = 0; bin < spectrum.Length; bin++)
        {
            var expected = Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * delay / n);
            Assert.Equal(0, (spectrum[bin] - expected).Magnitude, Rounding);
        }
    }

    [Fact]
    public void Inverse_transforms_undo_transforms_in_every_normalization()
    {
        using var scope = NewDisposeScope();
        var x = randn([3, 63], float64);

        foreach (var norm in Enum.GetValues<FFTNormType>())
        {
            Assert.True(fft.irfft(fft.rfft(x, norm: norm), n: 63, norm: norm).allclose(x, atol: Rounding));
            Assert.True(fft.ifft(fft.fft_(x, norm: norm), norm: norm).real.allclose(x, atol: Rounding));
        }
        Assert.True(fft.irfft2(fft.rfft2(x), s: [3, 63]).allclose(x, atol: Rounding));
    }

    [Fact]
    public void The_orthonormal_transform_keeps_the_energy()
    {
        using var scope = NewDisposeScope();
        var x = randn([50], float64);

        var spectrum = fft.fft_(x.to(complex128), norm: FFTNormType.Ortho);

        Assert.Equal(x.square().sum().item<double>(), spectrum.abs().square().sum().item<double>(), 1e-10);
    }

    [Fact]
    public void Bin_frequencies_follow_the_sample_rate()
    {
        using var frequencies = fft.rfftfreq(8, 1.0 / 16_000, float64);

        Assert.Equal([0.0, 2000, 4000, 6000, 8000], frequencies.data<double>().ToArray());
    }
}
