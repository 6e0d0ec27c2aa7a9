using MusicCnn.Audio.Synthesis;
using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Insight;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class TempogramTests
{
    /// <summary>Correlations of at most 1, of onset strengths that are 1e-6 exact.</summary>
    private const double Correlation = 1e-5;

    /// <summary>A parabola through three lags is off by less than a quarter of one; divided by a multiple of four or more, and by beats of 15 frames and more.</summary>
    private const double Interpolated = 3e-3;

    private static readonly MelSpectrogramOptions Small = new() { SampleRate = 8000, FftSize = 64, HopLength = 20, MelBands = 6, Compression = new Decibels { TopDecibels = 60 } };

    [Fact]
    public void Three_onsets_have_the_published_correlations()
    {
        using var tempogram = new Tempogram(TempogramOptions.Librosa with { WindowLength = 6 });
        using var strengths = tensor(new double[] { 0, 1, 0, 0, 1, 0, 0, 1, 0, 0 }, [1, 10]);

        using var image = tempogram.OfStrengths(strengths);

        TensorAssert.Close([1, 0, 0, 0.3, 0, 0], image[0, .., 5], Tolerance.Float64);
    }

    [Theory]
    [InlineData(384)]
    [InlineData(31)]
    [InlineData(2)]
    public void Image_follows_the_definition_in_both_precisions(int width)
    {
        var signal = Array.ConvertAll(SyntheticMusic.Clicks(200, TimeSpan.FromSeconds(1.5), 22_050).Channel(0).ToArray(), value => (double)value);
        var levels = CepstrumOracle.Decibels(CepstrumOracle.Mel(signal, MelSpectrogramOptions.Librosa));
        var expected = CepstrumOracle.Flat(CepstrumOracle.Tempogram(CepstrumOracle.Flux(levels, 1, 1, 2), width));
        using var tempogram = new Tempogram(TempogramOptions.Librosa with { WindowLength = width });

        using var image = tempogram.call(tensor(signal, dtype: ScalarType.Float32));
        TensorAssert.Shape([1, width, 65], image);
        TensorAssert.Close(expected, image, Correlation);

        tempogram.to(ScalarType.Float64);
        TensorAssert.Close(expected, tempogram.call(tensor(signal)), 1e-9);
    }

    [Theory]
    [InlineData(60, 512, 1.5)]
    [InlineData(120, 512, 1.5)]
    [InlineData(174, 512, 1.5)]
    [InlineData(60, 128, 8)]
    [InlineData(120, 128, 8)]
    [InlineData(174, 128, 1.5)]
    public void Clicks_peak_at_their_tempo(double tempo, int hop, double beats)
    {
        var mel = OnsetStrengthOptions.Librosa.Mel with { HopLength = hop };
        using var tempogram = new Tempogram(new() { Onsets = new() { Mel = mel }, WindowLength = 384 * 512 / hop });
        using var waveform = SyntheticMusic.Clicks(tempo, TimeSpan.FromSeconds(12), 22_050).ToTensor();
        using var correlations = tempogram.call(waveform).mean([0L, 2L]);

        // From half a beat on, where onsets that are wider than a frame no longer resemble themselves, up to one and a half: where a beat is no whole number of frames, as 21.5 at
        // 120, two of them repeat more exactly than one. Where it nearly is, as 86.1 and 172.3, up to eight beats.
        var beat = 60 * tempogram.FrameRate / tempo;
        var first = (int)(beat / 2);
        var peak = first + correlations.narrow(0, first, Math.Min(tempogram.Bins, (int)(beats * beat)) - first).argmax().item<long>();
        Assert.InRange(peak, beat - 1, beat + 1);
        Assert.InRange(tempogram.BeatsPerMinute[(int)peak] / tempo, 1 - (1 / beat), 1 + (1 / beat));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(174)]
    public void Tempo_of_clicks_is_that_of_the_nearest_whole_number_of_frames(double tempo)
    {
        using var estimator = new TempoEstimator(TempoEstimatorOptions.Librosa);
        using var waveform = SyntheticMusic.Clicks(tempo, TimeSpan.FromSeconds(12), 22_050).ToTensor();
        var rate = 22_050 / 512.0;

        Assert.Equal(60 * rate / Math.Round(60 * rate / tempo), estimator.call(waveform).item<float>(), 1e-4);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(120)]
    [InlineData(132)]
    [InlineData(174)]
    public void Tempo_of_clicks_is_theirs_where_a_beat_is_no_whole_number_of_frames(double tempo)
    {
        using var estimator = new TempoEstimator(new() { Onsets = OnsetStrengthOptions.Librosa });
        using var waveform = SyntheticMusic.Clicks(tempo, TimeSpan.FromSeconds(12), 22_050).ToTensor();

        Assert.InRange(estimator.call(waveform).item<float>() / tempo, 1 - Interpolated, 1 + Interpolated);
    }

    [Theory]
    [InlineData(14.85)]
    [InlineData(21.53)]
    [InlineData(43.07)]
    public void Period_is_found_between_the_lags(double period)
    {
        // Periods of a cosine, faded out as windows do.
        var correlations = Enumerable.Range(0, 344).Select(lag => (1 - (lag / 344.0)) * Math.Max(0, Math.Cos(2 * Math.PI * lag / period))).ToArray();

        Assert.Equal(period, FinePeriod.Of(correlations, (int)Math.Round(period)), period * Interpolated);
    }

    [Fact]
    public void Lag_without_a_peak_stays() => Assert.Equal(20, FinePeriod.Of(Enumerable.Range(0, 100).Select(lag => -0.01 * lag).ToArray(), 20));

    [Fact]
    public void Tempo_weighs_correlations_by_how_likely_a_tempo_is()
    {
        // A bar of four beats at 240: the quarter notes are louder, so that 240, 120 and 60 are all there.
        using var waveform = SyntheticMusic.Clicks(240, TimeSpan.FromSeconds(10), 22_050).ToTensor();
        using var slow = new TempoEstimator(TempoEstimatorOptions.Librosa with { LikeliestTempo = 60, SpreadInOctaves = 0.3 });
        using var fast = new TempoEstimator(TempoEstimatorOptions.Librosa with { LikeliestTempo = 240, SpreadInOctaves = 0.3 });
        using var limited = new TempoEstimator(TempoEstimatorOptions.Librosa with { LikeliestTempo = 240, MaxTempo = 200 });

        Assert.InRange(slow.call(waveform).item<float>(), 59, 61);
        Assert.InRange(fast.call(waveform).item<float>(), 232, 248);
        Assert.InRange(limited.call(waveform).item<float>(), 117, 123);
    }

    [Fact]
    public void Silence_has_the_likeliest_tempo_and_no_correlation()
    {
        using var estimator = new TempoEstimator(TempoEstimatorOptions.Librosa);
        using var tempogram = new Tempogram(TempogramOptions.Librosa);

        Assert.InRange(estimator.call(zeros(22_050)).item<float>(), 117, 123);
        TensorAssert.Close(new double[384 * 44], tempogram.call(zeros(22_050)), 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_agrees_with_central_differences_at_silence_too(bool silent)
    {
        using var tempogram = new Tempogram(new() { Onsets = new() { Mel = Small }, WindowLength = 8 }).to(ScalarType.Float64);
        using var waveform = tensor(silent ? TestSignals.Silence(150) : TestSignals.Probe(150));

        GradientCheck.Passes(tempogram.call, waveform);
    }

    [Fact]
    public void Gradient_of_faint_onsets_is_bounded_by_the_floor()
    {
        using var tempogram = new Tempogram(TempogramOptions.Librosa with { WindowLength = 6, EnergyFloor = 1e-2 });
        using var faint = tensor(TestSignals.Noise(10, seed: 4, amplitude: 0.02), [1, 10]).abs();

        GradientCheck.Passes(tempogram.OfStrengths, faint);
    }

    [Fact]
    public void Rows_are_tempi()
    {
        using var tempogram = new Tempogram(TempogramOptions.Librosa);

        Assert.Equal((FrequencyScale.Tempo, 384), (tempogram.Scale, tempogram.Bins));
        Assert.Empty(tempogram.CenterFrequencies);
        Assert.Equal(double.PositiveInfinity, tempogram.BeatsPerMinute[0]);
        Assert.Equal(60 * 22_050 / 512.0 / 20, tempogram.BeatsPerMinute[20], 1e-9);
        Assert.Equal(22, tempogram.BinsBetweenTempi(60, 120)); // rows 22 to 43
        Assert.Contains("BinsBetweenTempi", Assert.Throws<ArgumentException>(() => tempogram.BinsBetween(100, 200)).Message);
        Assert.Equal("Tempogram(22050 Hz, 43.07 frames a second, 384 frames of Hann, down to 6.7 beats a minute)", tempogram.ToString());
        Assert.NotEmpty(Picture.HeatMap(tempogram, tempogram.call(zeros(2000))).ToPng());
    }

    [Fact]
    public void Settings_survive_JSON_and_contradictions_are_errors()
    {
        var options = TempogramOptions.Librosa with { WindowLength = 100, EnergyFloor = 1e-4, Onsets = OnsetStrengthOptions.Librosa with { Lag = 2 } };

        Assert.Equal(options, SettingsJson.Read<TempogramOptions>(SettingsJson.Write(options), nameof(Tempogram)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TempogramOptions.Librosa with { WindowLength = 1 });
        Assert.StartsWith(
            "MaxTempo must lie above the slowest tempo of the window (7.53 beats per minute), but was 5. Lengthen WindowDuration.",
            Assert.Throws<ArgumentException>(() => new TempoEstimator(TempoEstimatorOptions.Librosa with { MaxTempo = 5 })).Message);
    }
}
