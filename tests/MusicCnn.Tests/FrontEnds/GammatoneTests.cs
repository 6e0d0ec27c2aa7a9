using System.Numerics;
using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class GammatoneTests
{
    private static readonly GammatoneOptions Published = new() { SampleRate = 22_050, FftSize = 1024, Bands = 32, MinFrequency = 50 };

    [Fact]
    public void Bank_has_the_published_centers_and_weights()
    {
        using var gammatone = new Gammatone(Published);
        gammatone.to(ScalarType.Float64);
        var weights = gammatone.state_dict()["filters"] * 1024;

        Assert.Equal(50, gammatone.CenterFrequencies[0], Tolerance.Printed);
        Assert.Equal(84.1568788, gammatone.CenterFrequencies[1], 5e-7);
        Assert.Equal(9796.85829, gammatone.CenterFrequencies[^1], 1e-5);
        Assert.Equal(0.911635156, weights[0].max().item<double>(), Tolerance.Printed);
        Assert.Equal(0.0912452916, weights[0, 0].item<double>(), Tolerance.Printed);
        Assert.Equal(0.0221892667, weights[16, 50].item<double>(), Tolerance.Printed);
        Assert.Equal(0.703416967, weights.sum().item<double>() / 1024, Tolerance.Printed);
    }

    [Theory]
    [InlineData(22_050, 1024, 32, 50.0, SpectrumKind.Power)]
    [InlineData(11_025, 401, 20, 0.0, SpectrumKind.Power)]
    [InlineData(16_000, 512, 64, 20.0, SpectrumKind.Magnitude)]
    public void Image_follows_the_definition_in_both_precisions(int sampleRate, int size, int bands, double lowest, SpectrumKind kind)
    {
        var signal = TestSignals.Probe(6000);
        var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(size), size / 3, FramePlacement.Centered, EdgePadding.Reflect);
        using var gammatone = new Gammatone(new()
        {
            SampleRate = sampleRate,
            FftSize = size,
            HopLength = size / 3,
            Bands = bands,
            MinFrequency = lowest,
            Spectrum = kind,
        });
        var bank = Bank(sampleRate, size, [.. gammatone.CenterFrequencies]);
        var expected = SpectrumOracle.Sum(bank, spectrum, kind == SpectrumKind.Power);

        // Rounded once to float32.
        TensorAssert.Close(bank.Cast<double>().ToArray(), gammatone.state_dict()["filters"], Tolerance.Float32Rounding * bank.Cast<double>().Max());

        using var waveform = tensor(signal, dtype: ScalarType.Float32);
        TensorAssert.CloseToPeak(expected, gammatone.call(waveform), Tolerance.Float32Mel);
        TensorAssert.CloseToPeak(expected, gammatone.call(waveform.requires_grad_()), Tolerance.Float32Mel);
        gammatone.to(ScalarType.Float64);
        TensorAssert.CloseToPeak(expected, gammatone.call(tensor(signal)), Tolerance.Float64);
    }

    [Fact]
    public void Centers_are_equal_steps_of_equivalent_rectangular_bandwidth()
    {
        using var gammatone = new Gammatone(Published);
        // Glasberg and Moore's bandwidth, f/9.26449 + 24.7 hertz: its integral is the number of bandwidths below f.
        var places = gammatone.CenterFrequencies.Select(f => 9.26449 * Math.Log(1 + (f / (9.26449 * 24.7)))).ToArray();

        var step = places[1] - places[0];
        Assert.All(places.Index(), place => Assert.Equal(places[0] + (place.Index * step), place.Item, 1e-9));
        Assert.Equal(FrequencyScale.Erb, gammatone.Scale);
    }

    [Fact]
    public void Tone_peaks_in_the_band_at_its_frequency()
    {
        using var gammatone = new Gammatone(new() { SampleRate = 16_000, Bands = 40, MinFrequency = 100 });
        foreach (var band in new[] { 5, 20, 35 })
        {
            using var image = gammatone.call(tensor(TestSignals.Sine(16_000, gammatone.CenterFrequencies[band], 16_000), dtype: ScalarType.Float32));
            Assert.Equal(band, image[0].mean([1L]).argmax().item<long>());
        }
    }

    [Fact]
    public void Response_at_the_center_is_one_over_the_size_and_falls_by_half_near_half_a_bandwidth()
    {
        // The filter's power bandwidth is 1.019·0.887 ERB for fourth order: 3 dB down at ±0.45 ERB (Patterson and others, 1992).
        var bank = Bank(16_000, 16_000, [1000]);
        var half = 0.4435 * 1.019 * ((1000 / 9.26449) + 24.7);

        Assert.Equal(1.0 / 16_000, bank[0, 1000], 1e-15);
        using var gammatone = new Gammatone(new() { SampleRate = 16_000, FftSize = 16_000, Bands = 1, MinFrequency = 1000 });
        gammatone.to(ScalarType.Float64);
        var row = TensorAssert.Values(gammatone.state_dict()["filters"]);
        Assert.Equal(0.5, Math.Pow(row[1000 + (int)half] / row[1000], 2), 0.02);
        Assert.Equal(0.5, Math.Pow(row[1000 - (int)half] / row[1000], 2), 0.02);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradient_agrees_with_central_differences_at_silence_too(bool silent)
    {
        using var gammatone = new Gammatone(new() { SampleRate = 8000, FftSize = 64, HopLength = 20, Bands = 6, Compression = new LogOnePlus(100) });
        gammatone.to(ScalarType.Float64);

        GradientCheck.Passes(gammatone.call, tensor(silent ? TestSignals.Silence(90) : TestSignals.Probe(90)));
    }

    [Fact]
    public void Preset_has_nnAudios_sizes()
    {
        using var gammatone = new Gammatone(GammatoneOptions.NnAudio);

        Assert.Equal("Gammatone(44100 Hz, 2048/512 samples -> 64 bands, 0-20", gammatone.ToString()[..54]);
        Assert.Equal(0, gammatone.CenterFrequencies[0]);
        Assert.Equal(GammatoneOptions.NnAudio, JsonRoundTrip.Of(GammatoneOptions.NnAudio));
        TensorAssert.Shape([1, 64, 3], gammatone.call(ones(1100)));
    }

    [Fact]
    public void Limits_of_the_axis_must_fit_the_rate()
    {
        var error = Assert.Throws<ArgumentException>(() => new Gammatone(Published with { MaxFrequency = 12_000 }));

        Assert.StartsWith("MaxFrequency must not lie above half the sample rate (11025 Hz), but was 12000 Hz. Lower it,", error.Message);
        Assert.Throws<ArgumentException>(() => new Gammatone(Published with { Spectrum = SpectrumKind.Phase }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { Bands = 0 });
    }

    /// <summary>Returns the bank from the coefficients of four sections in series: zeros over poles, evaluated as polynomials of 1/u.</summary>
    private static double[,] Bank(int sampleRate, int size, double[] centers)
    {
        var bank = new double[centers.Length, (size / 2) + 1];
        for (var band = 0; band < centers.Length; band++)
        {
            var erb = (centers[band] / 9.26449) + 24.7;
            var decay = Math.Exp(-2 * Math.PI * 1.019 * erb / sampleRate);
            var turn = 2 * Math.PI * centers[band] / sampleRate;
            var peak = Gain(turn);
            for (var bin = 0; bin <= size / 2; bin++)
                bank[band, bin] = Gain(2 * Math.PI * bin / size) / peak / size;

            double Gain(double angle)
            {
                var delay = Complex.Exp(new Complex(0, -angle));
                var poles = 1 - (2 * decay * Math.Cos(turn) * delay) + (decay * decay * delay * delay);
                var response = Complex.One;
                foreach (var root in new[] { 3 + (2 * Math.Sqrt(2)), 3 - (2 * Math.Sqrt(2)) })
                {
                    foreach (var sign in new[] { 1, -1 })
                        response *= (1 - (decay * (Math.Cos(turn) + (sign * Math.Sqrt(root) * Math.Sin(turn))) * delay)) / poles;
                }

                return response.Magnitude;
            }
        }

        return bank;
    }
}
