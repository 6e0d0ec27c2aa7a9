using MusicCnn.Audio;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio;

public class AudioLoadOptionsTests
{
    private const int Rate = 44_100;

    [Theory]
    [InlineData(null, 0, 0.5)]
    [InlineData(null, 0.73, 0.2)]
    [InlineData(16_000, 0, 0.3)]
    [InlineData(16_000, 0.3217, 0.25)]
    [InlineData(16_000, 0.9, null)]
    [InlineData(48_000, 0.41, 0.111)]
    [InlineData(15_999, 0.25, 0.5)]
    public void Part_of_a_file_equals_the_part_of_the_whole(int? rate, double start, double? length)
    {
        var stream = Noise(seconds: 1);
        var whole = AudioFile.Load(stream, new() { TargetSampleRate = rate });
        stream.Position = 0;

        var part = AudioFile.Load(stream, new()
        {
            TargetSampleRate = rate,
            Start = TimeSpan.FromSeconds(start),
            Length = length is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });

        var first = (int)Math.Round(start * whole.SampleRate);
        var count = length is { } wanted ? (int)Math.Round(wanted * whole.SampleRate) : whole.Length - first;
        Assert.Equal(rate ?? Rate, part.SampleRate);
        Assert.Equal(whole.Slice(first, count).ToArrays(), part.ToArrays());
    }

    [Fact]
    public void Part_that_reaches_beyond_the_end_is_shorter()
    {
        var options = new AudioLoadOptions { Start = TimeSpan.FromSeconds(0.9), Length = TimeSpan.FromSeconds(5) };

        Assert.Equal(4_410, AudioFile.Load(Noise(seconds: 1), options).Length);
        Assert.Equal(1_600, AudioFile.Load(Noise(seconds: 1), options with { TargetSampleRate = 16_000 }).Length);
    }

    [Fact]
    public void Start_at_the_very_end_gives_an_empty_clip_and_beyond_it_an_error()
    {
        Assert.Equal(0, AudioFile.Load(Noise(seconds: 1), new() { Start = TimeSpan.FromSeconds(1) }).Length);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => AudioFile.Load(Noise(seconds: 1), new() { Start = TimeSpan.FromSeconds(1.5) }));
        Assert.Contains("Start must lie within the file, which ends after 1 seconds, but was 1.5 seconds.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(8_000)]
    public void Start_beyond_the_end_of_a_file_of_unknown_length_is_an_error_too(int? rate)
    {
        // 17,280 samples at 16 kHz: 1.08 s.
        var options = new AudioLoadOptions { TargetSampleRate = rate, Start = TimeSpan.FromSeconds(1.081) };
        var path = Path.Combine(AppContext.BaseDirectory, "Assets", "uneven.mp3");

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => AudioFile.Load(path, options));

        Assert.Contains("which ends after 1.08 seconds, but was 1.081 seconds.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, AudioFile.Load(path, options with { Start = TimeSpan.FromSeconds(1.08) }).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioFile.Load(path, options with { Start = TimeSpan.MaxValue, Length = TimeSpan.MaxValue }));
        Assert.Equal(rate is null ? 17_280 : 8_640, AudioFile.Load(path, options with { Start = TimeSpan.Zero, Length = TimeSpan.MaxValue }).Length);
    }

    [Fact]
    public void Part_reads_only_its_own_bytes()
    {
        using var stream = new CountingStream(Noise(seconds: 20).ToArray());

        AudioFile.Load(stream, new() { TargetSampleRate = 16_000, Start = TimeSpan.FromSeconds(15), Length = TimeSpan.FromSeconds(0.1) });

        // 0.1 s of 4-byte blocks, the filter's reach and the shared grid of the two rates: 10 ms.
        Assert.InRange(stream.BytesRead, 17_640, 17_640 + 8_000);
    }

    [Fact]
    public void Mono_is_the_average_of_the_channels_before_or_after_resampling()
    {
        var mono = AudioFile.Load(Noise(seconds: 1), new() { Mono = true, TargetSampleRate = 16_000 });
        var stereo = AudioFile.Load(Noise(seconds: 1), new() { TargetSampleRate = 16_000 });

        Assert.Equal(1, mono.Channels);
        for (var i = 0; i < mono.Length; i++)
            Assert.Equal((stereo.Channel(0)[i] + stereo.Channel(1)[i]) / 2, mono.Channel(0)[i], 1e-6);
    }

    [Fact]
    public void Impossible_settings_are_refused_with_their_unit()
    {
        Assert.Contains("TargetSampleRate must be above 0 hertz, but was 0", Refusal(() => new AudioLoadOptions { TargetSampleRate = 0 }), StringComparison.Ordinal);
        Assert.Contains("Start must not be below 0 seconds, but was -1", Refusal(() => new AudioLoadOptions { Start = TimeSpan.FromSeconds(-1) }), StringComparison.Ordinal);
        Assert.Contains("Length must be above 0 seconds, but was 0", Refusal(() => new AudioLoadOptions { Length = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new AudioLoadOptions { Resampling = null! });
    }

    private static string Refusal(Func<object> make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;

    private static MemoryStream Noise(int seconds)
    {
        var stream = new MemoryStream();
        AudioFile.Save(stream, new AudioClip([Channel(1), Channel(2)], Rate));
        stream.Position = 0;
        return stream;

        float[] Channel(int seed) => [.. TestSignals.Noise(seconds * Rate, seed, 0.5).Select(sample => (float)sample)];
    }

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
