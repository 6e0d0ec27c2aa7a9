using MusicCnn.Audio;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio;

public class WavErrorTests
{
    private static readonly byte[] Valid = WavBytes.File(WavBytes.Pcm, 2, 8_000, 16, new byte[400]);

    [Fact]
    public void Truncated_data_say_what_was_declared_and_where()
    {
        var message = Refusal(Valid[..^100]);

        Assert.Contains("it is truncated: the 'data' chunk at byte 36 declares 400 bytes, but only 300 follow", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        for (var length = 0; length < Valid.Length; length++)
            Refusal(Valid[..length]);
    }

    [Fact]
    public void Huge_declared_sizes_are_refused_before_any_memory_is_taken()
    {
        var file = Valid.ToArray();
        WavBytes.U32(0xFFFFFFF0).CopyTo(file, WavBytes.DataSizeOffset);
        Refusal(file);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Refusal(file);

        Assert.Contains("declares 4294967280 bytes, but only 400 follow", message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void Missing_chunks_are_named()
    {
        byte[] format = WavBytes.Chunk("fmt ", WavBytes.Format(WavBytes.Pcm, 1, 8_000, 16));

        Assert.Contains("without a 'data' chunk", Refusal(WavBytes.Riff(format)), StringComparison.Ordinal);
        Assert.Contains("no 'fmt ' chunk before the 'data' chunk at byte 12", Refusal(WavBytes.Riff(WavBytes.Chunk("data", new byte[4]))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x11, 1, 8_000, 4, "encoding 0x0011 of 4 bits")]
    [InlineData(WavBytes.Pcm, 1, 8_000, 12, "encoding 0x0001 of 12 bits")]
    [InlineData(WavBytes.Float, 1, 8_000, 16, "encoding 0x0003 of 16 bits")]
    [InlineData(WavBytes.Pcm, 0, 8_000, 16, "0 channels")]
    [InlineData(WavBytes.Pcm, 1_025, 8_000, 8, "1025 channels; at most 1024 are read")]
    [InlineData(WavBytes.Pcm, 1, 0, 16, "a sample rate of 0 Hz")]
    [InlineData(WavBytes.Pcm, 1, -1, 16, "a sample rate of 4294967295 Hz")]
    public void Formats_that_are_not_read_are_named(ushort tag, int channels, int rate, int bits, string expected) =>
        Assert.Contains(expected, Refusal(WavBytes.File(tag, channels, rate, bits, new byte[48])), StringComparison.Ordinal);

    [Fact]
    public void Block_size_that_contradicts_the_bits_is_refused()
    {
        var file = Valid.ToArray();
        WavBytes.U16(3).CopyTo(file, 32);

        Assert.Contains("2 channels of 16 bits in blocks of 3 bytes, a contradiction", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_sub_format_and_short_extensible_header_are_refused()
    {
        var unknown = WavBytes.ExtensibleFile(WavBytes.Pcm, 1, 8_000, 16, new byte[4]);
        unknown[46] = 0x11;
        var shortHeader = WavBytes.Riff([.. WavBytes.Chunk("fmt ", WavBytes.Format(WavBytes.Extensible, 1, 8_000, 16)), .. WavBytes.Chunk("data", new byte[4])]);

        Assert.Contains("unknown sub-format", Refusal(unknown), StringComparison.Ordinal);
        Assert.Contains("extensible 'fmt ' chunk has 16 bytes", Refusal(shortHeader), StringComparison.Ordinal);
    }

    [Fact]
    public void Part_of_a_block_at_the_end_is_refused() =>
        Assert.Contains("397 bytes, not a whole number of 4-byte blocks", Refusal(WavBytes.File(WavBytes.Pcm, 2, 8_000, 16, new byte[397])), StringComparison.Ordinal);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Samples_that_are_not_finite_are_named(float value)
    {
        byte[] data = [.. new[] { 0f, 0f, 0f, value }.SelectMany(BitConverter.GetBytes)];

        Assert.Contains("sample 1 of channel 1 is ", Refusal(WavBytes.File(WavBytes.Float, 2, 8_000, 32, data)), StringComparison.Ordinal);
        Assert.Contains("sample 1 of channel 0 is Infinity", Refusal(WavBytes.File(WavBytes.Float, 1, 8_000, 64, [.. new byte[8], .. BitConverter.GetBytes(1e300)])), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_named_wav_is_refused_with_its_path_and_beginning()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("notes.wav");
        File.WriteAllText(path, "Remember the milk.");

        var error = Assert.Throws<InvalidDataException>(() => AudioFile.Load(path));

        Assert.Equal($"Cannot read '{path}': it is not a WAV, AIFF, FLAC, Ogg or MP3 file: it begins with \"Remember the\".", error.Message);
    }

    [Fact]
    public void Empty_file_is_refused_as_such() => Assert.Contains("the file is empty (0 bytes)", Refusal([]), StringComparison.Ordinal);

    [Fact]
    public void Missing_file_and_folder_are_told_apart()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("There is no audio file", Assert.Throws<FileNotFoundException>(() => AudioFile.Load(folder.File("none.wav"))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no audio file", Assert.Throws<FileNotFoundException>(() => AudioFile.Load(Path.Combine(folder.Path, "no", "none.wav"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<FileNotFoundException>(() => AudioFile.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static string Refusal(byte[] file) => Assert.Throws<InvalidDataException>(() => AudioFile.Load(new MemoryStream(file))).Message;
}
