using MusicCnn.Audio;
using MusicCnn.Audio.Internal;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio;

public class CompressedFileTests
{
    [Fact]
    public void Flac_gives_back_every_bit()
    {
        var clip = AudioFile.Load(TwoTones.Path("flac"));

        Assert.Equal((2, TwoTones.SampleRate), (clip.Channels, clip.SampleRate));
        Assert.Equal(TwoTones.Channel(0), clip.Channel(0).ToArray());
        Assert.Equal(TwoTones.Channel(1), clip.Channel(1).ToArray());
    }

    // Encoders at these rates keep two steady tones above 20 dB of signal to noise; a shift by one sample would leave 15 and 12 dB.
    [Theory]
    [InlineData("ogg")]
    [InlineData("mp3")]
    public void Lossy_files_keep_length_channels_and_time(string extension)
    {
        var clip = AudioFile.Load(TwoTones.Path(extension));

        Assert.Equal((2, TwoTones.Length, TwoTones.SampleRate), (clip.Channels, clip.Length, clip.SampleRate));
        for (var c = 0; c < 2; c++)
            Assert.True(SignalToNoise(TwoTones.Channel(c), clip.Channel(c)) > 20, $"Channel {c}: {SignalToNoise(TwoTones.Channel(c), clip.Channel(c)):0.0} dB");
    }

    [Theory]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("mp3")]
    public void Part_of_a_file_equals_the_part_of_the_whole(string extension)
    {
        var whole = AudioFile.Load(TwoTones.Path(extension));

        var part = AudioFile.Load(TwoTones.Path(extension), new() { Start = TimeSpan.FromSeconds(0.15), Length = TimeSpan.FromSeconds(0.06) });

        Assert.Equal(whole.Slice(2_400, 960).ToArrays(), part.ToArrays());
    }

    [Fact]
    public void Mp3_of_variable_bit_rate_without_a_length_header_keeps_its_end()
    {
        var clip = AudioFile.Load(Path.Combine(AppContext.BaseDirectory, "Assets", "uneven.mp3"));

        // The encoder adds up to two frames of silence; a guess from the first frame gives half of it.
        Assert.InRange(clip.Length, 16_000, 16_000 + (4 * 576));
        Assert.True(clip.Slice(14_000, 1_500).Channel(0).ToArray().Max() > 0.4f);
    }

    [Fact]
    public void Aiff_gives_back_every_bit()
    {
        var clip = AudioFile.Load(new MemoryStream(WavBytes.Aiff(0, 16_384, short.MinValue, -1)));

        Assert.Equal(16_000, clip.SampleRate);
        Assert.Equal([0f, 0.5f, -1f, -1 / 32_768f], clip.Channel(0).ToArray());
    }

    [Fact]
    public void Aifc_of_floating_point_gives_back_every_bit()
    {
        var clip = AudioFile.Load(new MemoryStream(WavBytes.FloatAifc(0.1f, -0.7f, 1e-9f)));

        Assert.Equal([0.1f, -0.7f, 1e-9f], clip.Channel(0).ToArray());
    }

    [Theory]
    [InlineData("flac", AudioFileFormat.Flac)]
    [InlineData("ogg", AudioFileFormat.Ogg)]
    [InlineData("mp3", AudioFileFormat.Mp3)]
    public void Header_tells_format_and_sizes_whatever_the_file_is_called(string extension, AudioFileFormat format)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("song.wav");
        File.WriteAllBytes(path, TwoTones.Bytes(extension));

        var info = AudioFile.ReadInfo(path);

        Assert.Equal(new AudioFileInfo(format, TwoTones.SampleRate, 2, TwoTones.Length), info);
        Assert.Equal(TimeSpan.FromSeconds(0.25), info.Duration);
    }

    [Fact]
    public void Stream_is_read_from_where_it_stands_and_stays_open()
    {
        byte[] bytes = [1, 2, 3, .. TwoTones.Bytes("flac")];
        var stream = new MemoryStream(bytes) { Position = 3 };

        var clip = AudioFile.Load(stream);

        Assert.Equal(TwoTones.Channel(0), clip.Channel(0).ToArray());
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Flac_that_leaves_its_length_open_is_read_to_its_end()
    {
        var bytes = TwoTones.Bytes("flac");

        // The number of samples is the last 36 bits before the checksum of the sound, which 16 bytes hold.
        bytes[21] &= 0xF0;
        bytes.AsSpan(22, 4).Clear();
        var part = AudioFile.Load(new MemoryStream(bytes), new() { Start = TimeSpan.FromSeconds(0.1) });

        Assert.Null(AudioFile.ReadInfo(new MemoryStream(bytes)).Length);
        Assert.Equal(TwoTones.Channel(0), AudioFile.Load(new MemoryStream(bytes)).Channel(0).ToArray());
        Assert.Equal(TwoTones.Channel(1)[1_600..], part.Channel(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioFile.Load(new MemoryStream(bytes), new() { Start = TimeSpan.FromSeconds(1) }));
    }

    [Theory]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("mp3")]
    public void Truncated_files_are_refused(string extension)
    {
        var bytes = TwoTones.Bytes(extension);

        foreach (var length in new[] { bytes.Length / 2, bytes.Length * 2 / 3, 20 })
            Assert.Throws<InvalidDataException>(() => AudioFile.Load(new MemoryStream(bytes[..length])));
    }

    [Fact]
    public void Truncated_aiff_is_refused()
    {
        var bytes = WavBytes.Aiff([.. Enumerable.Range(0, 500).Select(i => (short)i)]);

        var error = Assert.Throws<InvalidDataException>(() => AudioFile.Load(new MemoryStream(bytes[..600])));
        Assert.Contains("it is truncated: the 'SSND' chunk at byte 38 declares 1008 bytes, but only 554 follow", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => AudioFile.Load(new MemoryStream(bytes[..30])));
    }

    [Fact]
    public void Flac_that_declares_billions_of_samples_takes_memory_only_for_those_it_holds()
    {
        var bytes = TwoTones.Bytes("flac");
        bytes[21] |= 0x0F;
        bytes.AsSpan(22, 4).Fill(0xFF);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => AudioFile.Load(new MemoryStream(bytes)));

        Assert.Contains("it is truncated: 68719476735 samples are declared, but they end after 4000", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000);
    }

    [Fact]
    public void Mutated_files_are_read_or_refused()
    {
        var random = new Random(5);
        foreach (var seed in new[] { TwoTones.Bytes("flac"), TwoTones.Bytes("ogg"), TwoTones.Bytes("mp3"), WavBytes.Aiff(new short[200]), WavBytes.FloatAifc(new float[200]) })
        {
            for (var round = 0; round < 100; round++)
            {
                var file = seed.ToArray();
                for (var i = random.Next(1, 6); i > 0; i--)
                    file[random.Next(Math.Min(round < 50 ? 64 : int.MaxValue, file.Length))] = (byte)random.Next(256);
                try
                {
                    AudioFile.Load(new MemoryStream(file));
                }
                catch (InvalidDataException)
                {
                    // Refused, with a reason.
                }
            }
        }
    }

    [Fact]
    public void Failure_of_the_stream_is_told_from_a_broken_file()
    {
        using var stream = new FailingStream(TwoTones.Bytes("flac"));

        var error = Assert.Throws<IOException>(() => AudioFile.Load(stream));

        Assert.Contains("the cable is out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_library_comes_with_the_command_for_each_system()
    {
        var message = LibraryDecoder.LibraryIsMissing(AudioFileFormat.Mp3, cause: null).Message;

        Assert.StartsWith("Reading MP3 files needs libsndfile 1.1 or later, which was not found.", message, StringComparison.Ordinal);
        foreach (var command in new[] { "apt-get install libsndfile1", "dnf install libsndfile", "brew install libsndfile", "vcpkg install libsndfile" })
            Assert.Contains(command, message, StringComparison.Ordinal);
    }

    // Libraries guess the length of such a file (MPEG audio without a Xing header), and here guess 468,340.
    [DataFact]
    public void Real_mp3_without_a_length_header_gives_every_sample_of_its_809_frames()
    {
        var path = Directory.EnumerateFiles(Path.Combine(DataFactAttribute.Folder!, "audio"), "*.mp3").Single();

        var clip = AudioFile.Load(path);
        var part = AudioFile.Load(path, new() { Start = TimeSpan.FromSeconds(11.7), Length = TimeSpan.FromSeconds(2) });

        Assert.Equal((1, 809 * 576, 16_000), (clip.Channels, clip.Length, clip.SampleRate));
        Assert.Equal(clip.Slice(TimeSpan.FromSeconds(11.7), TimeSpan.FromSeconds(2)).ToArrays(), part.ToArrays());
        // libsndfile 1.2.2 and later read the file through to find its length; earlier ones leave it open. Neither guesses.
        Assert.True(AudioFile.ReadInfo(path).Length is null or 809 * 576);
    }

    private static double SignalToNoise(float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double signal = 0, noise = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            signal += Math.Pow(expected[i], 2);
            noise += Math.Pow(actual[i] - expected[i], 2);
        }

        return 10 * Math.Log10(signal / noise);
    }

    /// <summary>A stream that breaks in the middle.</summary>
    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position > 1_000 ? throw new IOException("the cable is out") : base.Read(buffer, offset, Math.Min(count, 600));
    }
}
