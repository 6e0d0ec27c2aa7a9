using MusicCnn.Weights;

namespace MusicCnn.Tests.Weights;

/// <summary>Files made by an enemy, or by a broken disk: refused with a reason, and without taking memory for what is not there.</summary>
public class NpyHostileTests
{
    private const string Good = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }\n";
    private const string Data = "0000803F 00000040 00004040";

    [Theory]
    [InlineData("", Data, "needs '{' at byte 10, but there is its end")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", Data, "lacks 'shape'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3)}", Data, "needs ',' at byte 62, but there is U+0029")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'shape': (3,)}", Data, "'shape', which is unknown or there twice")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'more': 1}", Data, "'more', which is unknown")]
    [InlineData("{'descr': '<f4', 'fortran_order': false, 'shape': (3,)}", Data, "True or False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}", Data, "needs a size")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3.0,)}", Data, "needs ','")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (03,)}", Data, "needs a size")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", Data, "needs a size")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} import os", Data, "nothing but spaces")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': __import__('os')}", Data, "needs '('")]
    [InlineData("{'descr': '<f4\\'', 'fortran_order': False, 'shape': (3,)}", Data, "plain characters")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4,)}", Data, "(4) of f4 is 16 bytes, but only 12 follow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,)}", Data, "is 4398046511104 bytes, but only 12 follow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", Data, "more than can be counted")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (3,)}", Data, "pickle")]
    [InlineData("{'descr': '<U3', 'fortran_order': False, 'shape': (1,)}", Data, "'<U3', which is not supported")]
    [InlineData("{'descr': '|f4', 'fortran_order': False, 'shape': (3,)}", Data, "'|f4', which is not supported")]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (3,)}", Data, "not supported")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,)}", Data, "records of several fields")]
    [InlineData("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", "000102", "element 2 is 2")]
    public void A_bad_header_is_refused_with_what_and_where(string header, string data, string reason) =>
        Refused(NpyFileText.Build(header, data), reason);

    [Fact]
    public void Bad_bytes_before_the_header_are_refused()
    {
        var file = NpyFileText.Build(Good, Data);

        Refused([], "ends within the first 8 bytes: 0 of 8");
        Refused([.. "this is a text file"u8], "begins with 93-4E-55-4D-50-59, but this one begins with 74-68-69-73-20-69");
        Refused([.. file[..6], 4, 0, .. file[8..]], "but is 4.0");
        Refused([.. file[..6], 1, 1, .. file[8..]], "but is 1.1");
        Refused(file[..9], "within the length of its header");
        Refused(file[..30], "must be 58 bytes long, as byte 8 says, but 20 bytes follow");
        Refused([.. file[..6], 2, 0, 255, 255, 255, 255, .. file[12..]], "must be 4294967295 bytes long");
        var broken = NpyFileText.Build("{'descr': 'xx', }", Data, version: 3);
        broken[23] = 0xFF;
        Refused(broken, "is not valid UTF-8");
        Refused(file[..^1], "only 11 follow");
        Refused(NpyFileText.Build($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Concat(Enumerable.Repeat("1, ", 65))})}}", Data), "more than 64 dimensions");
    }

    [Fact]
    public void A_file_with_something_behind_its_array_is_refused_by_name()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. NpyFileText.Build(Good, Data), 0]);

            var error = Assert.Throws<InvalidDataException>(() => NpyArray.Load(path));

            Assert.Equal($"Cannot read '{path}'. Its array ends at byte 80, but the file has 81 bytes.", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_stream_that_cannot_say_its_length_costs_no_more_memory_than_it_delivers()
    {
        var file = NpyFileText.Build("{'descr': '|u1', 'fortran_order': False, 'shape': (2000000000,)}", new string('0', 2_000));
        using var stream = new Endless(file);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => NpyArray.Load(stream));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    private static void Refused(byte[] file, string reason)
    {
        using var stream = new MemoryStream(file);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => NpyArray.Load(stream)).Message, StringComparison.Ordinal);
    }

    /// <summary>A stream that cannot seek, as from a network.</summary>
    private sealed class Endless(byte[] data) : MemoryStream(data)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
