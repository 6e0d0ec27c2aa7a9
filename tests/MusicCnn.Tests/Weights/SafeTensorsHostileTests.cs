using MusicCnn.Weights;

namespace MusicCnn.Tests.Weights;

/// <summary>Opens broken and malicious files: each is refused in words, and none makes the reader allocate what the file does not hold.</summary>
public class SafeTensorsHostileTests
{
    private static readonly byte[] FourBytes = [0, 0, 128, 63];

    [Theory]
    [InlineData("[]", "must be a JSON object")]
    [InlineData(" {}", "must be a JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{} x", "not valid JSON")]
    [InlineData("{}{}", "not valid JSON")]
    [InlineData("""{"a":1}""", "'a' must be an object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'dtype' twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "more than 2 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}}""", "unknown field 'strides'")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "'F8_E4M3', which is not supported; supported are BOOL")]
    [InlineData("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", "'a.dtype' must be a string")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "'a.shape' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", "'a.shape' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "'a.shape' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "takes 8 bytes, but its data_offsets span 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "takes 4 bytes, but its data_offsets span -4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "ends at byte 8 of the data, but the file has only 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", "larger than any memory")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}}""", "larger than any memory")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,9223372036854775807],"data_offsets":[0,0]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "larger than any memory")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}""", "neither overlap nor leave gaps")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "neither overlap nor leave gaps")]
    [InlineData("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "nothing may follow")]
    [InlineData("{}", "nothing may follow")]
    [InlineData("""{"__metadata__":{"k":1}}""", "must be a string")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", "hold 'k' twice")]
    [InlineData("""{"__metadata__":null}""", "must be an object")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not valid JSON")]
    public void A_header_that_breaks_the_format_is_refused(string header, string named) =>
        Assert.Contains(named, Refused(Handmade.File(header, FourBytes)).Message);

    [Fact]
    public void A_header_that_is_not_utf8_is_refused()
    {
        var bytes = Handmade.File("""{"__metadata__":{"k":"?"}}""");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;

        Assert.Contains("not valid UTF-8", Refused(bytes).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_too_short_for_its_first_number_is_refused(int length) =>
        Assert.Equal($"A safetensors file has at least 8 bytes, but this one has {length}.", Refused(new byte[length]).Message);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData(1_000_000_000UL)]
    [InlineData(3UL)]
    public void A_header_longer_than_the_file_is_refused_before_it_is_allocated(ulong length)
    {
        byte[] bytes = [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}'];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Refused(bytes);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Contains($"promise a header of {length} bytes, but 2 bytes follow", error.Message);
    }

    [Fact]
    public void Nesting_without_end_is_refused_at_its_first_bracket() =>
        Assert.Contains("'a.shape' must hold whole numbers", Refused(Handmade.File("{\"a\":{\"shape\":" + new string('[', 100_000))).Message);

    [Fact]
    public void A_truth_value_other_than_0_and_1_is_refused_where_it_stands()
    {
        var bytes = Handmade.File("""{"a":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}}""", [0, 1, 2, 1]);
        using var file = SafeTensors.Read(new MemoryStream(bytes));

        var error = Assert.Throws<InvalidDataException>(() => file.Load("a"));

        Assert.Equal("Tensor 'a' must hold truth values 0 or 1, but element 2 is 2.", error.Message);
    }

    [Fact]
    public void A_file_that_shrinks_after_it_was_opened_is_refused()
    {
        var stream = new MemoryStream();
        stream.Write(Handmade.File("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", FourBytes));
        stream.Position = 0;
        using var file = SafeTensors.Read(stream);
        stream.SetLength(stream.Length - 1);

        Assert.Contains("ends within tensor 'a'", Assert.Throws<InvalidDataException>(() => file.Load("a")).Message);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_refused()
    {
        using var stream = new System.IO.Compression.GZipStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);

        Assert.Throws<ArgumentException>(() => SafeTensors.Read(stream));
    }

    [Fact]
    public void The_path_is_named()
    {
        using var folder = new Support.TemporaryFolder();
        var path = folder.File("broken.safetensors");
        File.WriteAllText(path, "This is no weight file.");

        Assert.StartsWith($"Cannot read '{path}'. The first 8 bytes promise", Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path)).Message);
        // The file must not stay open.
        File.Delete(path);
    }

    private static InvalidDataException Refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => SafeTensors.Read(new MemoryStream(bytes)));
}
