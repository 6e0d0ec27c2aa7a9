using MusicCnn.Audio.Synthesis;
using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class OnsetStrengthTests
{
    /// <summary>Onset strength relative to its peak: levels in double precision, rounded once.</summary>
    private const double OfPeak = 1e-5;

    private static readonly MelSpectrogramOptions Small = new() { SampleRate = 8000, FftSize = 64, HopLength = 20, MelBands = 6, Compression = new Decibels { TopDecibels = 60 } };

    public static TheoryData<string> Signals => ["probe", "tones", "clicks", "half silent"];

    [Fact]
    public void Growth_of_two_rows_has_the_published_values()
    {
        using var levels = tensor(new double[] { 0, 10, 5, 20, 0, -10, 30, 30 }, [1, 2, 4]);

        using var strengths = SpectralFlux.Of(levels, lag: 1, bands: 1);

        TensorAssert.Close([0, 5, 20, 7.5], strengths, 0);
        TensorAssert.Close([0, 0, 0, 5], SpectralFlux.Delayed(strengths, 2), 0);
        TensorAssert.Close([0, 0, 0, 0], SpectralFlux.Delayed(strengths, 9), 0);
        TensorAssert.Close([0, 0, 0, 0], SpectralFlux.Of(levels, lag: 5, bands: 1), 0);
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Librosas_strength_follows_the_definition_whatever_the_signal(string name)
    {
        var signal = Signal(name);
        var levels = CepstrumOracle.Decibels(CepstrumOracle.Mel(signal, MelSpectrogramOptions.Librosa));
        using var onsets = new OnsetStrength(OnsetStrengthOptions.Librosa);
        using var image = onsets.call(tensor(signal, dtype: ScalarType.Float32));

        TensorAssert.Shape([1, 1, onsets.FrameCount(signal.Length)], image);
        TensorAssert.CloseToPeak(CepstrumOracle.Flux(levels, lag: 1, neighbors: 1, delay: 2), image, OfPeak);
    }

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(1, 3, false)]
    [InlineData(3, 4, false)]
    public void Settings_follow_the_definition(int lag, int neighbors, bool shift)
    {
        var signal = TestSignals.Noise(6_000, seed: 2);
        var levels = CepstrumOracle.Decibels(CepstrumOracle.Mel(signal, MelSpectrogramOptions.Librosa));
        using var onsets = new OnsetStrength(OnsetStrengthOptions.Librosa with { Lag = lag, NeighborBands = neighbors, ShiftToCenter = shift });

        TensorAssert.CloseToPeak(
            CepstrumOracle.Flux(levels, lag, neighbors, shift ? 2 : 0), onsets.call(tensor(signal, dtype: ScalarType.Float32)), OfPeak);
    }

    [Fact]
    public void Detrending_is_its_recursion()
    {
        var strengths = TestSignals.Noise(150, seed: 3);
        var expected = new double[150];
        for (var t = 0; t < 150; t++)
            expected[t] = strengths[t] - (t > 0 ? strengths[t - 1] - (0.99 * expected[t - 1]) : 0);

        TensorAssert.Close(expected, SpectralFlux.Detrended(tensor(strengths, [1, 150])), Tolerance.Float64);
    }

    [Fact]
    public void A_click_is_an_onset_where_it_sounds()
    {
        using var onsets = new OnsetStrength(OnsetStrengthOptions.Librosa with { ShiftToCenter = false });
        var position = 20 * 512;

        using var image = onsets.call(tensor(TestSignals.Impulse(22_050, position), dtype: ScalarType.Float32));

        // The first frame that has the click within its window of 2048 samples grows most: up to two hops before it.
        Assert.InRange(image[0, 0].argmax().item<long>(), 18, 20);
    }

    [Fact]
    public void Getting_softer_is_no_onset()
    {
        using var onsets = new OnsetStrength(OnsetStrengthOptions.Librosa);
        var fading = Array.ConvertAll(TestSignals.Sine(20_000, 440, 22_050), value => value);
        for (var n = 0; n < fading.Length; n++)
            fading[n] *= Math.Pow(10, -n / 20_000.0);

        // From where the window lies inside the signal to where it leaves it, which is a click.
        using var image = onsets.call(tensor(fading, dtype: ScalarType.Float32));
        Assert.InRange(image[0, 0].narrow(0, 6, 28).max().item<float>(), 0, 0.01f);
    }

    [Theory]
    [InlineData(false, 1, false)]
    [InlineData(true, 1, false)]
    [InlineData(false, 3, true)]
    [InlineData(true, 3, true)]
    public void Gradient_agrees_with_central_differences_at_silence_too(bool silent, int neighbors, bool detrend)
    {
        using var onsets = new OnsetStrength(new() { Mel = Small, NeighborBands = neighbors, Detrend = detrend }).to(ScalarType.Float64);
        using var waveform = tensor(silent ? TestSignals.Silence(150) : TestSignals.Probe(150));

        GradientCheck.Passes(onsets.call, waveform);
    }

    [Fact]
    public void Image_has_one_row_without_a_frequency()
    {
        using var onsets = new OnsetStrength(OnsetStrengthOptions.Librosa);

        Assert.Equal((1, FrequencyScale.None, 22_050 / 512.0), (onsets.Bins, onsets.Scale, onsets.FrameRate));
        TensorAssert.Shape([2, 3, 1, 2], onsets.call(zeros(2, 3, 600)));
        Assert.Equal("OnsetStrength(22050 Hz, 2048/512 samples -> 128 bands, lag 1)", onsets.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => OnsetStrengthOptions.Librosa with { Lag = 0 });
    }

    [Fact]
    public void Settings_survive_JSON()
    {
        var options = OnsetStrengthOptions.Librosa with { Lag = 2, NeighborBands = 3, ShiftToCenter = false, Detrend = true };

        Assert.Equal(options, SettingsJson.Read<OnsetStrengthOptions>(SettingsJson.Write(options), nameof(OnsetStrength)));
    }

    private static double[] Signal(string name) => name switch
    {
        "probe" => TestSignals.Probe(16_000),
        "tones" => [.. TestSignals.Sine(8_000, 440, 22_050, 0.5), .. TestSignals.Sine(8_000, 660, 22_050, 0.5)],
        "clicks" => Array.ConvertAll(SyntheticMusic.Clicks(240, TimeSpan.FromSeconds(1), 22_050).Channel(0).ToArray(), value => (double)value),
        _ => [.. TestSignals.Silence(6_000), .. TestSignals.Noise(4_000, seed: 2)],
    };
}
