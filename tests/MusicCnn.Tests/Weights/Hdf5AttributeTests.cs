using System.Text;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Weights;

public class Hdf5AttributeTests
{
    [Fact]
    public void Texts_and_numbers_of_groups_are_read_with_their_shapes()
    {
        using var file = Open(
            Hdf5Builder.Texts("layer_names", "conv2d", "größer", ""), Hdf5Builder.Numbers("weight_names"), Hdf5Builder.Numbers("rates", 0.5, -2),
            Hdf5Builder.Attribute("table", [0x10, 8, 0, 0, 4, 0, 0, 0, 0, 0, 32, 0], [2, 1], [1, 0, 0, 0, 255, 255, 255, 255]));

        Assert.Equal(["layer_names", "weight_names", "rates", "table"], file.AttributeNames(""));
        Assert.Equal(["conv2d", "größer", ""], file.Attribute("", "layer_names").Texts);
        Assert.Equal([3L], file.Attribute("", "layer_names").Shape);
        Assert.False(file.Attribute("", "weight_names").IsText);
        Assert.Empty(file.Attribute("", "weight_names").Numbers);
        Assert.Equal([0.5, -2], file.Attribute("", "rates").Numbers);
        Assert.Equal([1.0, -1], file.Attribute("", "table").Numbers);
        Assert.Equal("table: 2 numbers [2, 1]", file.Attribute("", "table").ToString());
        Assert.Throws<InvalidOperationException>(() => file.Attribute("", "rates").Texts);
        Assert.Throws<InvalidOperationException>(() => file.Attribute("", "layer_names").Numbers);
    }

    [Theory]
    [InlineData(0, "a ", "a ")]
    [InlineData(1, "a ", "a ")]
    [InlineData(2, "a ", "a")]
    public void Fixed_texts_end_as_their_padding_says(byte padding, string stored, string read)
    {
        using var file = Open(Hdf5Builder.Attribute("name", [0x13, padding, 0, 0, 2, 0, 0, 0], [], Encoding.ASCII.GetBytes(stored)));

        Assert.Equal([read], file.Attribute("", "name").Texts);
        Assert.Empty(file.Attribute("", "name").Shape);
    }

    [Fact]
    public void Texts_of_any_length_are_found_in_the_global_heap()
    {
        var (text, builder) = (new string('x', 70_000) + "é", new Hdf5Builder());
        using var file = Hdf5File.Open(new MemoryStream(builder.Finish(builder.Group([], 1, builder.HeapText("model_config", text), builder.HeapText("backend", "tensorflow")))));

        Assert.Equal([text], file.Attribute("", "model_config").Texts);
        Assert.Equal(["tensorflow"], file.Attribute("", "backend").Texts);
    }

    [Fact]
    public void What_is_not_there_is_named_with_what_is()
    {
        using var file = Open(Hdf5Builder.Numbers("rates", 1));

        Assert.Contains("'/' has no attribute 'rate'. It has rates.", Assert.Throws<KeyNotFoundException>(() => file.Attribute("", "rate")).Message);
        Assert.Contains("no group or dataset 'a'. Its datasets are none.", Assert.Throws<KeyNotFoundException>(() => file.Attribute("a", "rates")).Message);
    }

    [Fact]
    public void An_attribute_that_is_not_supported_is_refused_by_name_and_only_when_asked_for()
    {
        using var sequence = Open(Hdf5Builder.Attribute("lengths", [0x19, 0, 0, 0, 16, 0, 0, 0], [], new byte[16]));
        using var opaque = Open(Hdf5Builder.Attribute("blob", [0x15, 0, 0, 0, 4, 0, 0, 0], [1], new byte[4]));
        var later = Hdf5Builder.Numbers("a", 1);
        later[8] = 3;
        using var version = Open(later);

        Assert.Equal("Attribute 'lengths' of '/' has a data type (class 9, 16 bytes) that is not supported; supported are numbers and texts.", Refused(sequence, "lengths"));
        Assert.Contains("Attribute 'blob' of '/' has a data type (class 5, 4 bytes) that is not supported", Refused(opaque, "blob"));
        Assert.Contains("An attribute of '/' is of version 3, which is not supported; supported is version 1", Refused(version, "a"));
    }

    [Fact]
    public void Values_and_texts_longer_than_where_they_lie_are_refused()
    {
        using var numbers = Open(Hdf5Builder.Attribute("a", [0x13, 0, 0, 0, 8, 0, 0, 0], [1L << 40], new byte[16]));
        Assert.Equal($"Attribute 'a' of '/' takes {8L << 40} bytes, but its message has 16.", Refused(numbers, "a"));

        // Behind the heap's own 16 bytes: an object of 16 + 8, then the text's.
        Assert.Contains("Object 2 of the global heap", Heap((file, heap) => BitConverter.GetBytes(1L << 40).CopyTo(file, heap + 16 + 24 + 8)));
        Assert.Contains("object 2 of the global heap at byte 96, which has none.", Heap((file, heap) => file[heap + 16 + 24] = 7));
        Assert.Contains("twice", Heap((file, heap) => file[heap + 16 + 24] = 1));
        Assert.Contains("must begin with 'GCOL'", Heap((file, heap) => file[heap] = 0));
        Assert.Contains("version 1, but has 2", Heap((file, heap) => file[heap + 4] = 2));
        Assert.Contains("The global heap at byte 96 takes 1099511627776 bytes", Heap((file, heap) => BitConverter.GetBytes(1L << 40).CopyTo(file, heap + 8)));
    }

    [Fact]
    public void A_thousand_texts_in_one_place_of_a_heap_are_refused()
    {
        var builder = new Hdf5Builder();
        builder.HeapText("first", new string('x', 10_000));
        byte[] reference = [.. BitConverter.GetBytes(10_000), .. BitConverter.GetBytes((long)builder.Heap), 2, 0, 0, 0];
        var all = Hdf5Builder.Attribute("all", [0x19, 1, 1, 0, 16, 0, 0, 0], [1_000], [.. Enumerable.Repeat(reference, 1_000).SelectMany(bytes => bytes)]);
        using var file = Hdf5File.Open(new MemoryStream(builder.Finish(builder.Group([], 1, all))));

        Assert.Contains("overlap", Refused(file, "all"));
    }

    [Fact]
    public void Lists_of_names_that_disagree_with_the_datasets_are_refused()
    {
        var builder = new Hdf5Builder();
        var kernel = builder.Dataset([1], [1]);
        int Layer(params byte[][] attributes) => builder.Group([("dense", builder.Group([("kernel:0", kernel)]))], 1, attributes);

        Assert.Contains("layer 'dense' has the weight 'dense/bias:0', but has no dataset 'dense/dense/bias:0'", Names(builder, Layer(Hdf5Builder.Texts("weight_names", "dense/bias:0"))));
        Assert.Contains("names the layer 'dense', but has no 'weight_names' of it", Names(builder, Layer()));
        Assert.Contains("must hold names, but holds numbers", Names(builder, Layer(Hdf5Builder.Numbers("weight_names", 1))));
    }

    [DataFact]
    public void The_released_files_list_their_layers_and_say_what_wrote_them()
    {
        foreach (var path in Directory.GetFiles(ReleasedClip.Folder, "*.h5"))
        {
            var vgg = path.Contains("vgg", StringComparison.Ordinal);
            using var file = Hdf5File.Open(path);

            Assert.Equal(["2.2.4-tf"], file.Attribute("", "keras_version").Texts);
            Assert.Equal(["tensorflow"], file.Attribute("", "backend").Texts);
            Assert.Equal(vgg ? 10_035 : 24_141, Encoding.UTF8.GetByteCount(file.Attribute("", "model_config").Texts[0]));
            var layers = file.Attribute("model_weights", "layer_names").Texts;
            var weights = layers.Select(layer => file.Attribute($"model_weights/{layer}", "weight_names")).Where(names => names.IsText).SelectMany(names => names.Texts).ToList();
            Assert.Equal(vgg ? 36 : 64, weights.Count);
            Assert.Contains(vgg ? "1CNN/kernel_1:0" : "conv2d/kernel_1:0", weights);
            Assert.Equal(vgg, !layers.Contains("tf_op_layer_moments/mean"));
        }
    }

    private static Hdf5File Open(params byte[][] attributes)
    {
        var builder = new Hdf5Builder();
        return Hdf5File.Open(new MemoryStream(builder.Finish(builder.Group([], 1, attributes))));
    }

    private static string Heap(Action<byte[], int> damage)
    {
        var builder = new Hdf5Builder();
        var bytes = builder.Finish(builder.Group([], 1, builder.HeapText("name", "text")));
        damage(bytes, builder.Heap);
        using var file = Hdf5File.Open(new MemoryStream(bytes));
        return Refused(file, "name");
    }

    private static string Names(Hdf5Builder builder, int layer)
    {
        using var file = Hdf5File.Open(new MemoryStream(builder.Finish(builder.Group([("dense", layer)], 1, Hdf5Builder.Texts("layer_names", "dense")))));
        return Assert.Throws<InvalidDataException>(() => KerasNames.Datasets(file)).Message;
    }

    private static string Refused(Hdf5File file, string name) => Assert.Throws<InvalidDataException>(() => file.Attribute("", name)).Message;
}
