using System.Buffers.Binary;
using System.IO.Compression;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Weights;

public class NpzFileTests
{
    /// <summary>Where fields lie in an entry of a zip file's central directory.</summary>
    private const int CrcField = 16;
    private const int CompressedField = 20;
    private const int LengthField = 24;

    private static readonly Dictionary<string, NpyArray> Arrays = new()
    {
        ["image"] = NpyArray.Create<float>([1, 2, 3, 4, 5, 6], [2, 3]),
        ["layer/weight"] = NpyArray.Create<double>([0.5], []),
        ["silence"] = NpyArray.Create<short>(new short[5_000]),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Arrays_survive_a_file(bool compressed)
    {
        var path = Path.GetTempFileName();
        try
        {
            NpzFile.Save(path, Arrays, compressed);
            AssertSame(NpzFile.Load(path));
            Assert.True(compressed == new FileInfo(path).Length < 5_000);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_same_arrays_give_the_same_bytes() => Assert.Equal(Saved(compressed: true), Saved(compressed: true));

    [Fact]
    public void Entries_are_named_as_NumPy_names_them()
    {
        using var archive = new ZipArchive(new MemoryStream(Saved(compressed: false)));

        Assert.Equal(["image.npy", "layer/weight.npy", "silence.npy"], archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void Damaged_data_are_refused_by_their_checksum()
    {
        var file = Saved(compressed: false);
        file[30 + "image.npy".Length + 128 + 5] ^= 1;

        Refused(file, "Entry 'image.npy': Its checksum is");
    }

    [Fact]
    public void A_false_checksum_is_refused() => Refused(Patched(CrcField, value => value + 1), "Its checksum is");

    [Fact]
    public void An_entry_that_claims_more_than_deflate_can_hold_is_refused() =>
        Refused(Patched(LengthField, _ => 2_000_000_000), "bytes cannot hold 2000000000");

    [Fact]
    public void Entries_that_claim_more_than_the_file_are_refused() =>
        Refused(Patched(CompressedField, _ => 2_000_000_000), "compressed bytes, but the file has");

    [Fact]
    public void An_entry_whose_array_is_larger_than_the_entry_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var data = archive.CreateEntry("x.npy").Open();
            data.Write(NpyFileText.Build("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000,), }\n", "00"));
        }

        Refused(stream.ToArray(), "Entry 'x.npy': A shape of (100000000) of f8 is 800000000 bytes, but only 1 follow its header.");
    }

    [Fact]
    public void An_entry_with_something_behind_its_array_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var data = archive.CreateEntry("x.npy").Open();
            data.Write(NpyFileText.Build("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }\n", "0102"));
        }

        Refused(stream.ToArray(), "but the entry has");
    }

    [Fact]
    public void Ten_megabytes_of_zeros_are_an_honest_array()
    {
        using var stream = new MemoryStream();
        NpzFile.Save(stream, [new("zeros", NpyArray.Create<byte>(new byte[10_000_000]))], compressed: true);

        Assert.True(stream.Length < 20_000);
        Assert.Equal(10_000_000, NpzFile.Load(stream)["zeros"].Count);
    }

    [Fact]
    public void What_is_no_archive_of_arrays_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var data = archive.CreateEntry("readme.txt").Open();
            data.Write("Hello, this is a text."u8);
        }

        Refused(stream.ToArray(), "Entry 'readme.txt': A .npy file begins with");
        Refused([.. "no zip"u8], string.Empty);
        Refused([], string.Empty);
    }

    [Theory]
    [InlineData(10, "is compressed by method 65535; supported are 0, stored, and 8, deflated")]
    [InlineData(28, "a name of 65535 bytes")]
    [InlineData(30, "65535 of extra fields")]
    [InlineData(32, "a comment of 65535")]
    public void A_directory_that_claims_more_than_the_file_has_is_refused_before_memory_is_taken(int at, string named)
    {
        var file = Saved(compressed: false);
        var entry = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.GetBytes(ushort.MaxValue).CopyTo(file, entry + at);

        Refused(file, named);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file, named);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000);
    }

    [Fact]
    public void Names_that_make_no_file_are_refused()
    {
        var array = NpyArray.Create<byte>([1]);

        Assert.Throws<ArgumentException>(() => NpzFile.Save(Stream.Null, [new("a", array), new("a", array)]));
        Assert.Throws<ArgumentException>(() => NpzFile.Save(Stream.Null, [new(string.Empty, array)]));
    }

    private static string Bytes(NpyArray array)
    {
        using var stream = new MemoryStream();
        array.Save(stream);
        return Convert.ToHexString(stream.ToArray());
    }

    private static void AssertSame(IReadOnlyDictionary<string, NpyArray> loaded)
    {
        Assert.Equal(Arrays.Keys, loaded.Keys);
        foreach (var (name, array) in Arrays)
            Assert.Equal(Bytes(array), Bytes(loaded[name]));
    }

    private static byte[] Saved(bool compressed)
    {
        using var stream = new MemoryStream();
        NpzFile.Save(stream, Arrays, compressed);
        AssertSame(NpzFile.Load(stream));
        return stream.ToArray();
    }

    /// <summary>Returns an archive of which one number of the first entry's directory record is replaced.</summary>
    private static byte[] Patched(int field, Func<uint, uint> change)
    {
        var file = Saved(compressed: true);
        var record = file.AsSpan(file.AsSpan().IndexOf("PK\u0001\u0002"u8) + field);
        BinaryPrimitives.WriteUInt32LittleEndian(record, change(BinaryPrimitives.ReadUInt32LittleEndian(record)));
        return file;
    }

    private static void Refused(byte[] file, string reason)
    {
        using var stream = new MemoryStream(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => NpzFile.Load(stream)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000);
    }
}
