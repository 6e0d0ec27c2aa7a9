using System.Text;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

public sealed class TorchSharpDatTests : IDisposable
{
    /// <summary>One tensor 'a' of the type 6, Float32, and the shape [2], by the format's description.</summary>
    private static readonly byte[] Example = [1, 1, (byte)'a', 6, 1, 2, 0, 0, 128, 63, 0, 0, 0, 192];

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("network.dat");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_are_those_of_the_formats_description()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();

        TorchSharpDat.Write(stream, new Dictionary<string, Tensor> { ["a"] = tensor(new[] { 1f, -2f }) });

        Assert.Equal(Example, stream.ToArray());
        var read = TorchSharpDat.Read(new MemoryStream(Example))["a"];
        Assert.Equal(new[] { 1f, -2f }, read.data<float>().ToArray());
    }

    [Fact]
    public void Numbers_from_128_up_take_a_byte_for_seven_bits()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        var name = new string('n', 300);

        TorchSharpDat.Write(stream, new Dictionary<string, Tensor> { [name] = zeros([128, 0], dtype: ScalarType.Int64) });

        // 300 = 2 · 128 + 44, 128 = 1 · 128 + 0; type 4, rank 2, shape [128, 0].
        byte[] expected = [1, 0xAC, 2, .. Encoding.ASCII.GetBytes(name), 4, 2, 0x80, 1, 0];
        Assert.Equal(expected, stream.ToArray());
        stream.Position = 0;
        TensorAssert.Shape([128, 0], TorchSharpDat.Read(stream)[name]);
    }

    [Fact]
    public void What_torchsharp_saves_is_read_and_what_is_written_torchsharp_loads()
    {
        using var scope = NewDisposeScope();
        using var saved = new VggModel(KerasExample.SmallVgg);
        SeededState.Draw(saved, seed: 5);
        saved.save(Path);

        var read = TorchSharpDat.Read(Path);

        AssertSame(saved.state_dict(), read);
        Assert.Equal(saved.state_dict().Keys, read.Keys);

        var bytes = File.ReadAllBytes(Path);
        TorchSharpDat.Write(Path, saved.state_dict());
        Assert.Equal(bytes, File.ReadAllBytes(Path));
        using var loaded = new VggModel(KerasExample.SmallVgg);
        loaded.load(Path);
        AssertSame(saved.state_dict(), loaded.state_dict());
    }

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.ComplexFloat32)]
    [InlineData(ScalarType.ComplexFloat64)]
    [InlineData(ScalarType.Bool)]
    public void Every_type_comes_back_bit_for_bit_and_also_from_a_transposed_tensor(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var expected = tensor([1.0, 0, 3, 0, 5, 6]).reshape(2, 3).to_type(type).transpose(0, 1);
        using var stream = new MemoryStream();

        TorchSharpDat.Write(stream, new Dictionary<string, Tensor> { ["x"] = expected });
        stream.Position = 0;
        var actual = TorchSharpDat.Read(stream)["x"];

        Assert.Equal(type, actual.dtype);
        TensorAssert.Shape([3, 2], actual);
        Assert.Equal(expected.contiguous().bytes.ToArray(), actual.bytes.ToArray());
    }

    [Fact]
    public void A_module_is_filled_from_its_own_file()
    {
        using var source = new VggModel(KerasExample.SmallVgg);
        SeededState.Draw(source, seed: 5);
        TorchSharpDat.Write(Path, source.state_dict());
        using var target = new VggModel(KerasExample.SmallVgg);

        TorchSharpDat.Load(target, Path);

        AssertSame(source.state_dict(), target.state_dict());
    }

    [Fact]
    public void A_module_of_another_kind_is_refused_with_a_list_and_left_as_it_was()
    {
        using var source = new VggModel(KerasExample.SmallVgg with { Classes = 5, Blocks = 2 });
        TorchSharpDat.Write(Path, source.state_dict());
        using var target = new VggModel(KerasExample.SmallVgg);
        using var before = target.state_dict()["output.bias"].clone();

        var message = Assert.Throws<InvalidDataException>(() => TorchSharpDat.Load(target, Path)).Message;

        Assert.StartsWith($"Cannot read '{Path}'. Its tensors are not those of the module, VggModel. Missing: stack.layers.2.groups.0.conv.bias Float32 [3], ", message);
        Assert.Contains("output.bias is Float32 [5] instead of Float32 [4]", message);
        TensorAssert.Close(before, target.state_dict()["output.bias"], tolerance: 0);
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused_by_name()
    {
        using var network = new VggModel(KerasExample.SmallVgg);
        using (no_grad())
            network.state_dict()["output.bias"].fill_(double.NaN);
        TorchSharpDat.Write(Path, network.state_dict());

        Assert.EndsWith("not finite numbers. Tensors: output.bias.", Assert.Throws<InvalidDataException>(() => TorchSharpDat.Load(network, Path)).Message);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        for (var length = 0; length < Example.Length; length++)
            Refused(Example[..length], "");
    }

    [Theory]
    [InlineData(new byte[] { 2 }, 0, "ends within the length of the key of tensor 2 of 2, at byte 14.")]
    [InlineData(new byte[] { 0 }, 0, "Its 0 tensors end at byte 1, but the file has 14; nothing may follow.")]
    [InlineData(new byte[] { 13 }, 1, "The key of tensor 1 of 1 takes 13 bytes, but only 12 follow at byte 2")]
    [InlineData(new byte[] { 0xFF }, 2, "is not valid UTF-8")]
    [InlineData(new byte[] { 12 }, 3, "Tensor 'a' has the type 12, which is not supported; supported are Byte, Int8")]
    [InlineData(new byte[] { 65 }, 4, "Tensor 'a' has 65 dimensions; at most 64 are allowed.")]
    [InlineData(new byte[] { 3 }, 5, "Tensor 'a' of Float32 [3] takes 12 bytes, but only 8 follow at byte 6")]
    [InlineData(new byte[] { 2, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F }, 4, "takes 288230374004228100 bytes, but only 1 follow")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, 0, "The number of tensors before byte 9 has more than 63 bits.")]
    public void What_breaks_the_format_is_refused_where_it_stands(byte[] bytes, int at, string named)
    {
        var file = (byte[])Example.Clone();
        bytes.CopyTo(file, at);

        Refused(file, named);
    }

    [Fact]
    public void A_key_that_is_there_twice_is_refused() => Refused([2, .. Example[1..], .. Example[1..]], "It holds 'a' twice.");

    [Fact]
    public void A_file_that_is_refused_leaves_no_tensor_behind()
    {
        // The second tensor's truth value is refused after the first was read.
        byte[] file = [2, .. Example[1..], 1, (byte)'b', 11, 0, 2];

        Assert.Equal(0, LiveTensors.ChangeBy(() => Refused(file, "Tensor 'b' must hold truth values 0 or 1, but element 0 is 2.")));
    }

    private static void Refused(byte[] file, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => TorchSharpDat.Read(new MemoryStream(file))).Message);

    private static void AssertSame(IReadOnlyDictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, tensor) in expected)
        {
            Assert.Equal(tensor.dtype, actual[key].dtype);
            TensorAssert.Shape(tensor.shape, actual[key]);
            Assert.True(tensor.bytes.SequenceEqual(actual[key].bytes), key);
        }
    }
}
