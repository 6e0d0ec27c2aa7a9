using MusicCnn.Weights;

namespace MusicCnn.Tests.Weights;

/// <summary>Opens broken, foreign and malicious HDF5 files: each is refused in words, in bounded time and memory.</summary>
public class Hdf5HostileTests
{
    [Theory]
    [InlineData(8, 2, "superblock must have version 0")]
    [InlineData(13, 4, "must have 8 bytes each, but have 4 and 8")]
    [InlineData(25, 1, "base address must be 0, but is 256")]
    [InlineData(0, 0, "begins with 894844460D0A1A0A")]
    [InlineData(46, 1, "it is truncated")]
    [InlineData(71, 255, "object header at byte")]
    public void A_superblock_of_another_kind_is_refused_by_name(int at, byte value, string named)
    {
        var (file, _) = Build();
        file[at] = value;

        Refused(file, named);
    }

    [Theory]
    [InlineData(1, 2, "chunked layout, which is not supported")]
    [InlineData(1, 0, "compact layout, which is not supported")]
    [InlineData(0, 4, "layout of version 4")]
    [InlineData(10, 20, "takes 24 bytes, but its layout says 20")]
    [InlineData(9, 127, "values of dataset 'a'")]
    public void A_layout_of_another_kind_is_refused_by_name(int at, byte value, string named)
    {
        var (file, builder) = Build();
        file[builder.Layout + at] = value;

        Refused(file, named);
    }

    [Theory]
    [InlineData(0x0B, "filters such as compression")]
    [InlineData(0x07, "external files")]
    [InlineData(0x06, "newer format (links)")]
    [InlineData(0x77, "a message of type 119")]
    [InlineData(0x08, "two messages of type 8")]
    public void A_feature_that_is_not_supported_is_named(byte message, string named)
    {
        var (file, builder) = Build();
        file[builder.Messages] = message;

        Refused(file, named);
    }

    [Fact]
    public void Circles_in_the_tree_and_in_the_groups_are_refused()
    {
        var (file, builder) = Build();
        var tree = (byte[])file.Clone();
        tree[builder.Tree + 5] = 9;
        BitConverter.GetBytes((long)builder.Tree).CopyTo(tree, builder.Tree + 32);
        Refused(tree, "is reached twice");

        var groups = (byte[])file.Clone();
        BitConverter.GetBytes(BitConverter.ToInt64(file, 64)).CopyTo(groups, builder.Leaf + 8 + 8);
        Refused(groups, "is reached twice");

        var level = (byte[])file.Clone();
        level[builder.Tree + 5] = 3;
        Refused(level, "must begin with 'TREE'");
    }

    [Fact]
    public void Groups_nested_without_end_are_refused()
    {
        var builder = new Hdf5Builder();
        var inner = builder.Group([]);
        for (var depth = 0; depth < 200; depth++)
            inner = builder.Group([("g", inner)]);

        Refused(builder.Finish(inner), "more than 32 deep");
    }

    [Fact]
    public void A_shape_larger_than_any_memory_is_refused_before_memory_is_taken()
    {
        var (file, builder) = Build();
        // Behind the fill value's message of 16 bytes: the prefix of the dataspace, its first 8 bytes, the sizes.
        file[builder.Messages + 16 + 8 + 8 + 7] = 0x7F;
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused(file, "larger than any memory");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Paths_that_together_are_longer_than_the_file_are_refused()
    {
        // A thousand entries in a group of a long name, which each of their paths repeats.
        var builder = new Hdf5Builder();
        var entries = Enumerable.Range(0, 1_000).Select(i => (Name: $"{i:0000}", Address: builder.Dataset([1], [i]))).ToList();
        var leaves = builder.Group([("long" + new string('x', 100_000), builder.Group(entries, 2)), ("short", builder.Group([]))]);

        Refused(builder.Finish(leaves), "overlap");
    }

    private static (byte[] File, Hdf5Builder Builder) Build()
    {
        var builder = new Hdf5Builder();
        return (builder.Finish(builder.Group([("a", builder.Dataset([2, 3], [1, 2, 3, 4, 5, 6]))])), builder);
    }

    private static void Refused(byte[] file, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => Hdf5File.Open(new MemoryStream(file))).Message);
}
