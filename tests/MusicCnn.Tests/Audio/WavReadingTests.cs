using MusicCnn.Audio;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio;

public class WavReadingTests
{
    [Fact]
    public void Eight_bits_are_unsigned_around_128()
    {
        var clip = Load(WavBytes.File(WavBytes.Pcm, 1, 8_000, 8, [0, 64, 128, 255]));

        Assert.Equal([-1f, -0.5f, 0f, 127 / 128f], clip.Channel(0).ToArray());
        Assert.Equal(8_000, clip.SampleRate);
    }

    [Fact]
    public void Sixteen_bits_are_divided_by_32768_and_separated_into_channels()
    {
        var clip = Load(WavBytes.File(WavBytes.Pcm, 2, 44_100, 16, [0x00, 0x80, 0xFF, 0x7F, 0x01, 0x00, 0xFF, 0xFF]));

        Assert.Equal([-1f, 1 / 32_768f], clip.Channel(0).ToArray());
        Assert.Equal([32_767 / 32_768f, -1 / 32_768f], clip.Channel(1).ToArray());
    }

    [Fact]
    public void Twenty_four_bits_keep_every_bit()
    {
        var clip = Load(WavBytes.File(WavBytes.Pcm, 1, 48_000, 24, [0x00, 0x00, 0x80, 0xFF, 0xFF, 0x7F, 0x01, 0x00, 0x00, 0xFF, 0xFF, 0xFF]));

        Assert.Equal([-1f, 8_388_607 / 8_388_608f, 1 / 8_388_608f, -1 / 8_388_608f], clip.Channel(0).ToArray());
    }

    [Fact]
    public void Thirty_two_bits_are_rounded_to_single_precision()
    {
        var clip = Load(WavBytes.File(WavBytes.Pcm, 1, 48_000, 32, [.. WavBytes.U32(int.MinValue), .. WavBytes.U32(1 << 30), .. WavBytes.U32(1)]));

        Assert.Equal([-1f, 0.5f, MathF.Pow(2, -31)], clip.Channel(0).ToArray());
    }

    [Fact]
    public void Floating_point_samples_are_kept_even_beyond_full_scale()
    {
        float[] samples = [0.1f, -1.5f, 3e-30f];

        var single = Load(WavBytes.File(WavBytes.Float, 1, 22_050, 32, [.. samples.SelectMany(BitConverter.GetBytes)]));
        var @double = Load(WavBytes.File(WavBytes.Float, 1, 22_050, 64, [.. samples.SelectMany(sample => BitConverter.GetBytes((double)sample))]));

        Assert.Equal(samples, single.Channel(0).ToArray());
        Assert.Equal(samples, @double.Channel(0).ToArray());
    }

    [Theory]
    [InlineData(WavBytes.Pcm, 24)]
    [InlineData(WavBytes.Pcm, 16)]
    [InlineData(WavBytes.Float, 32)]
    public void Extensible_header_means_the_same_as_a_plain_one(ushort tag, int bits)
    {
        byte[] data = [.. Enumerable.Range(1, 24).Select(i => (byte)i)];

        var plain = Load(WavBytes.File(tag, 2, 96_000, bits, data));
        var extensible = Load(WavBytes.ExtensibleFile(tag, 2, 96_000, bits, data));

        Assert.Equal(plain.ToArrays(), extensible.ToArrays());
    }

    [Fact]
    public void Other_chunks_are_passed_over_with_their_padding()
    {
        byte[] format = WavBytes.Chunk("fmt ", WavBytes.Format(WavBytes.Pcm, 1, 8_000, 16));
        byte[] data = WavBytes.Chunk("data", [0x00, 0x40]);

        var clip = Load(WavBytes.Riff([.. WavBytes.Chunk("JUNK", [1, 2, 3]), .. format, .. WavBytes.Chunk("LIST", new byte[5]), .. data, .. WavBytes.Chunk("id3 ", new byte[9])]));

        Assert.Equal([0.5f], clip.Channel(0).ToArray());
    }

    [Fact]
    public void Data_size_left_open_by_a_pipe_means_until_the_end_of_the_file()
    {
        var file = WavBytes.File(WavBytes.Pcm, 1, 8_000, 16, [0x00, 0x40, 0x00, 0xC0]);
        WavBytes.U32(uint.MaxValue).CopyTo(file, WavBytes.DataSizeOffset);

        Assert.Equal([0.5f, -0.5f], Load(file).Channel(0).ToArray());
        Assert.Equal([0.5f, -0.5f], Load([.. file, 7]).Channel(0).ToArray());
    }

    [Fact]
    public void Valid_file_of_zero_samples_gives_an_empty_clip()
    {
        var clip = Load(WavBytes.File(WavBytes.Pcm, 2, 8_000, 16, []));

        Assert.Equal((2, 0, 8_000), (clip.Channels, clip.Length, clip.SampleRate));
        Assert.Equal(0, AudioFile.Load(new MemoryStream(WavBytes.File(WavBytes.Pcm, 2, 8_000, 16, [])), new() { Mono = true, TargetSampleRate = 16_000 }).Length);
    }

    [Fact]
    public void Reads_across_its_buffer_without_a_seam()
    {
        // 7 channels: neither the buffer nor the block is a multiple of the other.
        short[] samples = [.. Enumerable.Range(0, 7 * 20_001).Select(i => (short)(i * 31))];

        var clip = Load(WavBytes.File(WavBytes.Pcm, 7, 8_000, 16, [.. samples.SelectMany(BitConverter.GetBytes)]));

        Assert.Equal(20_001, clip.Length);
        for (var c = 0; c < 7; c++)
            Assert.Equal([.. Enumerable.Range(0, 20_001).Select(i => samples[(7 * i) + c] / 32_768f)], clip.Channel(c).ToArray());
    }

    private static AudioClip Load(byte[] file) => AudioFile.Load(new MemoryStream(file));
}
