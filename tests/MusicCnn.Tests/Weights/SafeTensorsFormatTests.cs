using System.Text;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Holds reading and writing to files put together byte by byte.</summary>
public class SafeTensorsFormatTests
{
    [Fact]
    public void A_file_made_by_hand_is_read()
    {
        var header = """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]},"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""";
        var bytes = Handmade.File(header, [.. BitConverter.GetBytes(-5L), .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-0.25f)]);

        using var file = SafeTensors.Read(new MemoryStream(bytes));

        Assert.Equal(["a", "b"], file.Names);
        Assert.Equal("pt", Assert.Single(file.Metadata).Value);
        Assert.Equal("b: Float32 [2, 1]", file.Tensors[1].ToString());
        using var a = file.Load("a");
        using var b = file.Load("b");
        Assert.Equal(-5, a.item<long>());
        TensorAssert.Shape([], a);
        TensorAssert.Shape([2, 1], b);
        TensorAssert.Close([1.5, -0.25], b, 0);
    }

    [Fact]
    public void A_written_file_is_what_the_reference_implementation_writes_byte_for_byte()
    {
        // Wide types first, then names; fields dtype, shape, data_offsets; the header padded with spaces to a multiple of eight.
        using var half = tensor([1f, 2f]).to_type(ScalarType.Float16);
        using var wide = tensor([3.0]);
        using var second = tensor([1f]).reshape(1, 1);
        using var first = tensor([2f]);
        var stream = new MemoryStream();

        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["half"] = half, ["z"] = second, ["é\"\n"] = first, ["wide"] = wide }, new Dictionary<string, string> { ["k"] = "v" });

        var header = """{"__metadata__":{"k":"v"},"wide":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"z":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]},"é\"\n":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},"half":{"dtype":"F16","shape":[2],"data_offsets":[16,20]}}""";
        var padded = header + new string(' ', (8 - Encoding.UTF8.GetByteCount(header) % 8) % 8);
        byte[] data = [.. BitConverter.GetBytes(3.0), .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f), 0x00, 0x3C, 0x00, 0x40];
        Assert.Equal(Handmade.File(padded, data), stream.ToArray());
    }

    public static TheoryData<ScalarType> Types() => new(
        ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64,
        ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64);

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_round_trips_bit_for_bit(ScalarType type)
    {
        using var original = tensor([0f, 1, 0, 3.25f, -7, 100]).reshape(2, 3).to_type(type);
        using var empty = zeros([0, 3], dtype: type);
        var stream = new MemoryStream();

        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["t"] = original, ["empty"] = empty });

        using var file = SafeTensors.Read(Rewound(stream));
        using var loaded = file.Load("t");
        using var loadedEmpty = file.Load("empty");
        Assert.Equal(type, loaded.dtype);
        TensorAssert.Shape([2, 3], loaded);
        Assert.Equal(original.bytes.ToArray(), loaded.bytes.ToArray());
        TensorAssert.Shape([0, 3], loadedEmpty);
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Half_precision_loads_as_float32_on_request_with_the_same_values(ScalarType type)
    {
        using var original = tensor([0.5f, -3, 1024]).to_type(type);
        var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["t"] = original });

        using var file = SafeTensors.Read(Rewound(stream));
        using var loaded = file.Load("t", ScalarType.Float32);

        Assert.Equal(ScalarType.Float32, loaded.dtype);
        TensorAssert.Close([0.5, -3, 1024], loaded, 0);
    }

    [Fact]
    public void A_transposed_tensor_and_a_parameter_are_written_by_their_values()
    {
        using var matrix = arange(6, dtype: ScalarType.Float32).reshape(2, 3);
        using var transposed = matrix.transpose(0, 1);
        using var parameter = nn.Parameter(matrix.clone());
        var stream = new MemoryStream();

        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["t"] = transposed, ["p"] = parameter });

        using var file = SafeTensors.Read(Rewound(stream));
        using var t = file.Load("t");
        using var p = file.Load("p");
        TensorAssert.Close([0, 3, 1, 4, 2, 5], t, 0);
        TensorAssert.Close([0, 1, 2, 3, 4, 5], p, 0);
    }

    [Fact]
    public void The_order_of_the_dictionary_does_not_change_the_bytes()
    {
        using var a = ones(2);
        using var b = zeros(3);
        var (one, other) = (new MemoryStream(), new MemoryStream());

        SafeTensors.Write(one, new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b }, new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });
        SafeTensors.Write(other, new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a }, new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" });

        Assert.Equal(one.ToArray(), other.ToArray());
    }

    [Fact]
    public void One_tensor_loads_without_reading_the_others()
    {
        using var small = ones(1);
        using var large = zeros(100_000);
        var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["a.large"] = large, ["small"] = small });
        using var counting = new CountingStream(stream.ToArray());

        using var file = SafeTensors.Read(counting);
        using var loaded = file.Load("small");

        Assert.True(counting.BytesRead < 1_000, $"{counting.BytesRead} bytes were read.");
    }

    [Fact]
    public void A_file_may_begin_behind_something_else_in_its_stream()
    {
        using var value = ones(1);
        var stream = new MemoryStream();
        stream.Write([1, 2, 3]);
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["t"] = value });
        stream.Position = 3;

        using var file = SafeTensors.Read(stream);
        using var loaded = file.Load("t");

        Assert.Equal(1, loaded.item<float>());
    }

    [Fact]
    public void A_failed_write_leaves_the_older_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("weights.safetensors");
        using var good = ones(1);
        var disposed = ones(1);
        SafeTensors.Write(path, new Dictionary<string, Tensor> { ["t"] = good });
        var before = File.ReadAllBytes(path);
        var tensors = new Dictionary<string, Tensor> { ["t"] = good };
        var writer = new SafeTensorsWriter(new Dictionary<string, Tensor> { ["t"] = disposed }, metadata: null);
        disposed.Dispose();

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, writer.WriteTo));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_the_format_cannot_hold_is_refused_when_writing()
    {
        using var complex = zeros([2], dtype: ScalarType.ComplexFloat32);
        using var plain = ones(1);

        var type = Assert.Throws<ArgumentException>(() => SafeTensors.Write(new MemoryStream(), new Dictionary<string, Tensor> { ["t"] = complex }));
        var name = Assert.Throws<ArgumentException>(() => SafeTensors.Write(new MemoryStream(), new Dictionary<string, Tensor> { ["__metadata__"] = plain }));

        Assert.Contains("ComplexFloat32", type.Message);
        Assert.Contains("__metadata__", name.Message);
    }

    [Fact]
    public void A_tensor_that_is_not_there_is_named_with_those_that_are()
    {
        using var value = ones(1);
        var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["conv.weight"] = value });
        using var file = SafeTensors.Read(Rewound(stream));

        var error = Assert.Throws<KeyNotFoundException>(() => file.Load("conv.bias"));

        Assert.Equal("The file has no tensor 'conv.bias'. It has conv.weight.", error.Message);
        Assert.False(file.Contains("conv.bias"));
    }

    [Fact]
    public void A_loaded_tensor_outlives_the_file_and_belongs_to_the_callers_scope()
    {
        using var value = ones(4);
        var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["t"] = value });

        using var scope = NewDisposeScope();
        Tensor loaded;
        using (var file = SafeTensors.Read(Rewound(stream)))
            loaded = file.Load("t", ScalarType.Float64);

        Assert.Equal(1, scope.DisposablesCount);
        TensorAssert.Close([1, 1, 1, 1], loaded, 0);
    }

    private static MemoryStream Rewound(MemoryStream stream)
    {
        stream.Position = 0;
        return stream;
    }
}
