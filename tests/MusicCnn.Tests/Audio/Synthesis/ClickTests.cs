using MusicCnn.Audio.Synthesis;

namespace MusicCnn.Tests.Audio.Synthesis;

public class ClickTests
{
    [Theory]
    [InlineData(60, 44_100)]
    [InlineData(120, 16_000)]
    [InlineData(133.7, 22_050)]
    [InlineData(200, 8_000)]
    public void Clicks_begin_at_the_samples_of_the_beats(double tempo, int sampleRate)
    {
        var samples = SyntheticMusic.Clicks(tempo, TimeSpan.FromSeconds(6), sampleRate).Channel(0);

        var onsets = new List<int>();
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i]) > 0.5 && (onsets.Count == 0 || i - onsets[^1] > sampleRate / 20))
                onsets.Add(i);
        }

        // Each to the nearest sample, so that the sixth second is as exact as the first.
        var expected = Enumerable.Range(0, (int)Math.Ceiling(6 * tempo / 60)).Select(beat => (int)Math.Round(beat * 60.0 * sampleRate / tempo));
        Assert.Equal(expected, onsets);
    }

    [Fact]
    public void There_is_silence_between_clicks()
    {
        var samples = SyntheticMusic.Clicks(60, TimeSpan.FromSeconds(2)).Channel(0);
        Assert.Equal(0, samples[4_410..44_000].ToArray().Max(Math.Abs));
    }

    [Theory]
    [InlineData(0.5, 44_100, 22_050)]
    [InlineData(1.00001, 11_025, 11_025)]
    [InlineData(1e-6, 8_000, 1)]
    public void A_clip_has_the_duration_asked_for(double seconds, int sampleRate, int samples)
    {
        var clip = SyntheticMusic.Clicks(120, TimeSpan.FromSeconds(seconds), sampleRate);
        Assert.Equal((samples, 1, sampleRate), (clip.Length, clip.Channels, clip.SampleRate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-120)]
    [InlineData(1_001)]
    [InlineData(double.NaN)]
    public void A_tempo_outside_its_range_is_refused_with_its_unit(double tempo)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticMusic.Clicks(tempo, TimeSpan.FromSeconds(1)));
        Assert.Contains("beats per minute", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duration_of_nothing_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticMusic.Clicks(120, TimeSpan.Zero));
        Assert.Contains("seconds", error.Message, StringComparison.Ordinal);
    }
}
