using System.Text;
using MusicCnn.Insight;
using MusicCnn.Insight.Drawing;
using MusicCnn.Internal;

namespace MusicCnn.Tests.Insight;

public class PngEncoderTests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xCBF43926u)] // the check value of the CRC catalogue
    [InlineData("IEND", 0xAE426082u)]      // the last four bytes of every PNG file
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Crc_has_its_published_check_values(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Crc_of_a_message_in_pieces_is_that_of_the_whole()
    {
        var crc = default(Crc32);
        crc.Append("1234"u8);
        crc.Append([]);
        crc.Append("56789"u8);

        Assert.Equal(0xCBF43926u, crc.Value);
    }

    [Fact]
    public void A_decoder_finds_every_pixel_again()
    {
        var random = new Random(1);
        var canvas = new Canvas(61, 37);
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
                canvas[x, y] = new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
        }

        var png = new PngReader(PngEncoder.Encode(canvas));

        Assert.Equal((61, 37), (png.Width, png.Height));
        Assert.Equal(["IHDR", "sRGB", "IDAT", "IEND"], png.Chunks);
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
                Assert.Equal(canvas[x, y], png[x, y]);
        }
    }

    [Fact]
    public void The_same_picture_gives_the_same_bytes()
    {
        float[,] values = { { 1, 2, 3 }, { 4, 5, 6 } };

        Assert.Equal(Picture.HeatMap(values).ToPng(), Picture.HeatMap(values).ToPng());
    }
}
