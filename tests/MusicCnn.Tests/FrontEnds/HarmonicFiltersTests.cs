using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class HarmonicFiltersTests
{
    private static readonly HarmonicFiltersOptions Small = new()
    {
        SampleRate = 8_000,
        FftSize = 64,
        HopLength = 20,
        MinFrequency = 300,
        Bins = 5,
        Harmonics = 3,
        Quality = 0.4,
        TrainBandwidth = true,
    };

    [Theory]
    [InlineData(FftBinFrequencies.Exact)]
    [InlineData(FftBinFrequencies.Stretched)]
    public void Bank_has_the_published_values(FftBinFrequencies bins)
    {
        using var filters = new HarmonicFilters(new()
        {
            SampleRate = 22_050,
            FftSize = 1024,
            Harmonics = 4,
            BinsPerSemitone = 1,
            EmptyBands = EmptyBands.Allow,
            BinFrequencies = bins,
        });
        filters.to(ScalarType.Float64);
        using var bank = filters.Filters();

        TensorAssert.Shape([4 * 77, 513], bank);
        Assert.Equal(32.7031957, filters.CenterFrequencies[0], 1e-7);
        Assert.Equal(2637.02046, filters.CenterFrequencies[^1], 1e-5);
        Assert.Equal(1337.29600, bank.sum().item<double>(), 5e-6);
        Assert.Equal(329.627557, filters.CenterFrequencies[40], 1e-6);
        TensorAssert.Close([0, 0.06539896, 0.77999467, 0.50540962, 0], bank[40].narrow(0, 13, 5), Tolerance.Printed);
    }

    [Theory]
    [InlineData(16_000, 512, FftBinFrequencies.Exact, 1.0)]
    [InlineData(16_000, 513, FftBinFrequencies.Stretched, 1.0)]
    [InlineData(11_025, 601, FftBinFrequencies.Exact, 2.5)]
    [InlineData(11_025, 601, FftBinFrequencies.Stretched, 0.75)]
    public void Bank_and_image_follow_the_definition_in_both_precisions(int sampleRate, int size, FftBinFrequencies bins, double quality)
    {
        var options = new HarmonicFiltersOptions
        {
            SampleRate = sampleRate,
            FftSize = size,
            HopLength = 200,
            Harmonics = 5,
            BinFrequencies = bins,
            Quality = quality,
            EmptyBands = EmptyBands.Allow,
        };
        var bank = Bank(options, notes: (int)Math.Round(12 * Math.Log2(sampleRate / 10.0 / options.MinFrequency)) * 2);
        var signal = TestSignals.Probe(4000);
        var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(size), 200, FramePlacement.Centered, EdgePadding.Reflect);
        var expected = SpectrumOracle.Sum(bank, spectrum);

        using var filters = new HarmonicFilters(options);
        TensorAssert.Close(bank.Cast<double>().ToArray(), filters.Filters(), 1e-6);
        using var waveform = tensor(signal, dtype: ScalarType.Float32);
        TensorAssert.CloseToPeak(expected, filters.call(waveform), Tolerance.Float32Mel);
        TensorAssert.Shape([5, filters.Bins, filters.FrameCount(4000)], filters.call(waveform));
        using (no_grad())
            TensorAssert.CloseToPeak(expected, filters.call(waveform), Tolerance.Float32Mel);

        filters.to(ScalarType.Float64);
        TensorAssert.Close(bank.Cast<double>().ToArray(), filters.Filters(), Tolerance.Float64);
        TensorAssert.CloseToPeak(expected, filters.call(tensor(signal)), Tolerance.Float64);
    }

    [Fact]
    public void Preset_has_the_sizes_of_the_paper()
    {
        using var filters = new HarmonicFilters(HarmonicFiltersOptions.Won2020);
        using var image = filters.call(zeros(2, 16_000));

        TensorAssert.Shape([2, 6, 128, 63], image);
        Assert.All(TensorAssert.Values(image), level => Assert.Equal(-100, level, 1e-4));
        Assert.Equal(("quality", 1L), filters.named_parameters().Select(entry => (entry.name, entry.parameter.numel())).Single());
        Assert.Equal(24, filters.BinsIn(octaves: 1.0));
        Assert.Equal(HarmonicFiltersOptions.Won2020, JsonRoundTrip.Of(HarmonicFiltersOptions.Won2020));
        Assert.Equal("HarmonicFilters(16000 Hz, 513/256 samples -> 6 harmonics of 128 notes, 32.7-1281 Hz)", filters.ToString());
    }

    [Fact]
    public void Sound_of_harmonics_peaks_at_its_note_in_every_channel_and_a_sine_in_one()
    {
        using var filters = new HarmonicFilters(new() { SampleRate = 16_000, FftSize = 4096, HopLength = 1024, Harmonics = 4, BinsPerSemitone = 1, Quality = 4, EmptyBands = EmptyBands.Allow });
        var note = 36; // C4
        var f = filters.CenterFrequencies[note];
        using var sine = filters.call(tensor(TestSignals.Sine(16_000, f, 16_000), dtype: ScalarType.Float32)).mean([2L]);
        var partials = Enumerable.Range(1, 4).Select(h => TestSignals.Sine(16_000, h * f, 16_000, 0.2));
        using var sound = filters.call(tensor(partials.Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]), dtype: ScalarType.Float32)).mean([2L]);

        for (var harmonic = 0; harmonic < 4; harmonic++)
            Assert.True(sound[harmonic, note].item<float>() > 0.3f * sound.max().item<float>());
        Assert.Equal(note, sine[0].argmax().item<long>());
        Assert.True(sine[1, note].item<float>() < 1e-3f * sine[0, note].item<float>());
        // The second harmonic of the note an octave below is this sine.
        Assert.Equal(note - 12, sine[1].argmax().item<long>());
    }

    [Fact]
    public void Higher_quality_makes_narrower_filters()
    {
        using var wide = new HarmonicFilters(Small with { FftSize = 1024 });
        using var narrow = new HarmonicFilters(Small with { FftSize = 1024, Quality = 0.8 });

        // A triangle's area is half its base: the sums halve.
        TensorAssert.Close(TensorAssert.Values(narrow.Filters().sum(1) * 2), wide.Filters().sum(1), 0.2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_of_waveform_and_parameters_agree_with_central_differences_at_silence_too(bool silent)
    {
        using var filters = new HarmonicFilters(Small with { Compression = new LogOnePlus(10) });
        filters.to(ScalarType.Float64);
        using var waveform = tensor(silent ? TestSignals.Silence(90) : TestSignals.Probe(90));

        GradientCheck.Passes(filters.call, waveform);
        Assert.Equal(["bandwidth_growth", "low_bandwidth", "quality"], filters.named_parameters().Select(entry => entry.name).Order());
        foreach (var (_, parameter) in filters.named_parameters())
            GradientCheck.Passes(() => filters.call(waveform), parameter);
    }

    [Fact]
    public void Quality_in_use_never_falls_below_its_floor()
    {
        using var filters = new HarmonicFilters(Small with { MinQuality = 0.25 });
        using var floor = new HarmonicFilters(Small with { MinQuality = 0.25, Quality = 0.25 });
        foreach (var trained in new[] { 0.1f, 0f, -3f })
        {
            using (no_grad())
                filters.state_dict()["quality"].fill_(trained);

            TensorAssert.Close(TensorAssert.Values(floor.Filters()), filters.Filters(), 0);
        }
    }

    [Fact]
    public void Trained_bandwidth_below_zero_leaves_finite_filters_and_gradients()
    {
        using var filters = new HarmonicFilters(Small);
        using (no_grad())
            filters.state_dict()["low_bandwidth"].fill_(-1e4f);
        using var waveform = tensor(TestSignals.Probe(200), dtype: ScalarType.Float32).requires_grad_();

        filters.call(waveform).sum().backward();

        Assert.All(filters.parameters().Append(waveform), leaf => Assert.All(TensorAssert.Values(leaf.grad!), value => Assert.True(double.IsFinite(value))));
    }

    [Fact]
    public void Trained_values_survive_conversion()
    {
        using var filters = new HarmonicFilters(Small);
        using (no_grad())
            filters.state_dict()["quality"].fill_(0.75f);
        filters.to(ScalarType.Float64);

        Assert.Equal(0.75, filters.state_dict()["quality"].item<double>());
        TensorAssert.Close(Bank(Small with { Quality = 0.75 }, 5, growth: (float)0.1079, low: 24.7f).Cast<double>().ToArray(), filters.Filters(), Tolerance.Float64);
    }

    [Fact]
    public void Settings_that_make_no_filters_are_errors_that_say_what_to_do()
    {
        var empty = Assert.Throws<ArgumentException>(() => new HarmonicFilters(HarmonicFiltersOptions.Won2020 with { EmptyBands = EmptyBands.Refuse }));
        Assert.Contains("harmonic filters contain no FFT bin", empty.Message);
        Assert.Contains("Take a larger FftSize", empty.Message);
        Assert.Contains("Harmonic 6 of the lowest note (5000 Hz)", Assert.Throws<ArgumentException>(() => new HarmonicFilters(new() { SampleRate = 8_000, MinFrequency = 5_000 })).Message);
        Assert.Contains("MinQuality (0.1)", Assert.Throws<ArgumentException>(() => new HarmonicFilters(Small with { Quality = 0.05 })).Message);
        Assert.Contains("up to 4000 Hz", Throws(() => Small with { Bins = 60 }));

        static string Throws(Func<HarmonicFiltersOptions> options) => Assert.Throws<ArgumentException>(() => new HarmonicFilters(options())).Message;
    }

    /// <summary>Returns the triangles, harmonic after harmonic.</summary>
    private static double[,] Bank(HarmonicFiltersOptions options, int notes, double growth = 0.1079, double low = 24.7)
    {
        var bins = (options.FftSize / 2) + 1;
        var bank = new double[options.Harmonics * notes, bins];
        for (var h = 1; h <= options.Harmonics; h++)
        {
            for (var note = 0; note < notes; note++)
            {
                var center = h * options.MinFrequency * Math.Pow(2, note / (12.0 * options.BinsPerSemitone));
                var reach = ((growth * center) + low) / options.Quality / 2;
                for (var k = 0; k < bins; k++)
                {
                    var f = options.BinFrequencies == FftBinFrequencies.Exact
                        ? k * (double)options.SampleRate / options.FftSize
                        : k * (double)(options.SampleRate / 2) / (bins - 1);
                    var slope = f < center ? (f - (center - reach)) / reach : (center + reach - f) / reach;
                    bank[((h - 1) * notes) + note, k] = Math.Max(0, slope);
                }
            }
        }

        return bank;
    }
}
