using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.FrontEnds;

public class SpectrumOptionsTests
{
    public static TheoryData<MelSpectrogramOptions> MelSettings =>
    [
        MelSpectrogramOptions.Librosa,
        MelSpectrogramOptions.Torchaudio,
        MelSpectrogramOptions.Musicnn with { RoundToHalf = true, MaxFrequency = 7600.5 },
        MelSpectrogramOptions.Cbmi2016 with { Window = Window.Kaiser(8), WindowLength = 1024 },
    ];

    public static TheoryData<Compression> Compressions =>
    [
        Compression.None,
        new LogOnePlus(10_000),
        new NaturalLog(offset: 0, floor: 1e-5),
        new Decibels { Reference = null, TopDecibels = 80, OfMagnitude = true },
        new PowerLaw(0.33),
    ];

    [Theory]
    [MemberData(nameof(MelSettings))]
    public void Mel_settings_survive_JSON(MelSpectrogramOptions options) => Assert.Equal(options, JsonRoundTrip.Of(options));

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Settings_survive_JSON_with_every_compression(Compression compression)
    {
        var options = new StftOptions { SampleRate = 8000, Output = SpectrumKind.Power, Compression = compression };

        Assert.Equal(options, JsonRoundTrip.Of(options));
    }

    [Fact]
    public void JSON_is_what_model_files_hold()
    {
        var json = JsonRoundTrip.Write(MelSpectrogramOptions.Musicnn);

        Assert.Contains("\"sampleRate\":16000", json);
        Assert.Contains("\"maxFrequency\":null", json);
        Assert.Contains("\"formula\":\"slaney\"", json);
        Assert.Contains("\"window\":{\"kind\":\"hann\",\"parameter\":null}", json);
        Assert.Contains("\"compression\":{\"kind\":\"logOnePlus\",\"factor\":10000}", json);
    }

    [Fact]
    public void Settings_read_from_JSON_are_checked() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => JsonRoundTrip.Read<StftOptions>("""{"sampleRate":0}"""));

    [Fact]
    public void Lengths_follow_the_FFT_size_unless_given()
    {
        using var derived = new Stft(new() { SampleRate = 8000, FftSize = 600 });
        using var windowed = new Stft(new() { SampleRate = 8000, FftSize = 600, WindowLength = 400 });
        using var given = new Stft(new() { SampleRate = 8000, FftSize = 600, WindowLength = 400, HopLength = 7 });

        Assert.Equal([150, 100, 7], new[] { derived.HopLength, windowed.HopLength, given.HopLength });
    }

    [Fact]
    public void Impossible_settings_are_errors_that_say_why()
    {
        Assert.Equal(
            "HopLength must be above 0 samples, but was 0. Take 1 or more, or null for a quarter of the window. (Parameter 'HopLength')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new StftOptions { SampleRate = 8000, HopLength = 0 }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StftOptions { SampleRate = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StftOptions { SampleRate = 8000, FftSize = 0 });
        Assert.Contains(
            "FftSize must lie between 1 and 16777216 samples",
            Assert.Throws<ArgumentOutOfRangeException>(() => new StftOptions { SampleRate = 8000, FftSize = int.MaxValue }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelSpectrogramOptions { SampleRate = 8000, MinFrequency = double.NaN });
        Assert.Contains(
            "WindowLength must not exceed FftSize (512 samples), but was 513 samples.",
            Assert.Throws<ArgumentException>(() => new Stft(new() { SampleRate = 8000, FftSize = 512, WindowLength = 513 })).Message);
        Assert.Contains(
            "A compression needs Magnitude or Power",
            Assert.Throws<ArgumentException>(() => new Stft(new() { SampleRate = 8000, Compression = new LogOnePlus(1) })).Message);
        Assert.Contains(
            "is zero everywhere",
            Assert.Throws<ArgumentException>(() => new Stft(new() { SampleRate = 8000, FftSize = 2, PeriodicWindow = false })).Message);
    }
}
