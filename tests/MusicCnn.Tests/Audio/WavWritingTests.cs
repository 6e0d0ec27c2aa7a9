using MusicCnn.Audio;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio;

public class WavWritingTests
{
    [Theory]
    [InlineData(AudioEncoding.Pcm16, 0.5 / 32_768)]
    [InlineData(AudioEncoding.Pcm24, 0.5 / 8_388_608)]
    [InlineData(AudioEncoding.Float32, 0)]
    public void Clip_comes_back_within_half_a_step(AudioEncoding encoding, double halfStep)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("Übung №1 – 練習.wav");
        var clip = new AudioClip([Noise(70_001, 1), Noise(70_001, 2), Noise(70_001, 3)], 44_100);

        AudioFile.Save(path, clip, encoding);
        var back = AudioFile.Load(path);

        Assert.Equal((3, 70_001, 44_100), (back.Channels, back.Length, back.SampleRate));
        for (var c = 0; c < 3; c++)
        {
            // The product with the scale is rounded to double precision, 1e-16 of it.
            for (var i = 0; i < clip.Length; i++)
                Assert.InRange((double)back.Channel(c)[i] - clip.Channel(c)[i], -halfStep - 1e-12, halfStep + 1e-12);
        }
    }

    [Fact]
    public void Sixteen_bit_file_is_these_48_bytes()
    {
        var stream = new MemoryStream();

        AudioFile.Save(stream, new AudioClip([[0.5f], [-1f]], 44_100));

        Assert.Equal(WavBytes.File(WavBytes.Pcm, 2, 44_100, 16, [0x00, 0x40, 0x00, 0x80]), stream.ToArray());
    }

    [Fact]
    public void Twenty_four_bit_file_of_odd_size_is_padded()
    {
        var stream = new MemoryStream();

        AudioFile.Save(stream, new AudioClip([-1 / 8_388_608f], 8_000), AudioEncoding.Pcm24);

        Assert.Equal([.. WavBytes.Riff([.. WavBytes.Chunk("fmt ", WavBytes.Format(WavBytes.Pcm, 1, 8_000, 24)), .. WavBytes.Chunk("data", [0xFF, 0xFF, 0xFF])])], stream.ToArray());
    }

    [Fact]
    public void Floating_point_file_says_its_length_as_the_format_demands()
    {
        var stream = new MemoryStream();

        AudioFile.Save(stream, new AudioClip([1.5f, -2f], 8_000), AudioEncoding.Float32);

        byte[] format = [.. WavBytes.Format(WavBytes.Float, 1, 8_000, 32), 0, 0];
        byte[] data = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)];
        Assert.Equal(WavBytes.Riff([.. WavBytes.Chunk("fmt ", format), .. WavBytes.Chunk("fact", WavBytes.U32(2)), .. WavBytes.Chunk("data", data)]), stream.ToArray());
    }

    [Fact]
    public void Integers_clip_at_full_scale_instead_of_wrapping_around()
    {
        var stream = new MemoryStream();

        AudioFile.Save(stream, new AudioClip([1f, 7f, -1f, -7f], 8_000));
        stream.Position = 0;

        Assert.Equal([32_767 / 32_768f, 32_767 / 32_768f, -1f, -1f], AudioFile.Load(stream).Channel(0).ToArray());
    }

    [Fact]
    public void Stream_need_not_seek_and_stays_open()
    {
        var stream = new OneWayStream();

        AudioFile.Save(stream, new AudioClip([0.25f], 8_000));

        Assert.Equal([0.25f], AudioFile.Load(new MemoryStream(stream.Written.ToArray())).Channel(0).ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Clip_that_is_not_finite_is_refused_before_the_file_is_touched(float value)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("out.wav");

        var error = Assert.Throws<ArgumentException>(() => AudioFile.Save(path, new AudioClip([[0f, 0f], [0f, value]], 8_000)));

        Assert.Contains("Sample 1 of channel 1 is ", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    private static float[] Noise(int length, int seed) => [.. TestSignals.Noise(length, seed, 0.999).Select(sample => (float)sample)];

    /// <summary>A stream that can only be written, like a pipe.</summary>
    private sealed class OneWayStream : Stream
    {
        public List<byte> Written { get; } = [];

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written.AddRange(buffer.AsSpan(offset, count).ToArray());
    }
}
