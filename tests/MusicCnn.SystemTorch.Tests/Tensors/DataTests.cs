using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Tensors;

public class DataTests
{
    [Fact]
    public void Reading_needs_the_exact_element_type()
    {
        using var x = tensor(1.5);

        Assert.Equal(1.5, x.item<double>());
        Assert.Equal(1.5f, x.ToSingle());
        Assert.Equal(1, x.ToInt32());
        Assert.Throws<ArgumentException>(() => x.item<float>());
        Assert.Throws<ArgumentException>(() => x.data<float>());
    }

    [Fact]
    public void Item_needs_exactly_one_element()
    {
        using var x = zeros(2);

        Assert.Throws<ArgumentException>(() => x.item<float>());
    }

    [Fact]
    public void Data_follows_the_strides_and_bytes_refuse_them()
    {
        using var x = arange(6).reshape(2, 3);
        using var transposed = x.T;

        Assert.Equal([0L, 3, 1, 4, 2, 5], transposed.data<long>().ToArray());
        Assert.Equal(4L, transposed.data<long>()[1, 1]);
        Assert.Equal([0L, 3, 1, 4, 2, 5], transposed.data<long>());
        Assert.Equal(4L, ((long[,])transposed.data<long>().ToNDArray())[1, 1]);
        Assert.Throws<InvalidOperationException>(() => transposed.bytes.Length);
        Assert.Equal(48, x.bytes.Length);
    }

    [Fact]
    public void Data_and_bytes_write_into_the_tensor()
    {
        using var x = zeros(2, 2);
        using var column = x[TensorIndex.Colon, 1];

        x.data<float>()[0, 0] = 1;
        column.data<float>().CopyFrom(new float[] { 2, 3 });
        x.bytes[^4..].Clear();

        Assert.Equal([1f, 2f, 0f, 0f], x.data<float>().ToArray());
    }

    [Fact]
    public void An_index_beyond_the_data_is_refused()
    {
        using var x = zeros(2);

        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[2]);
    }

    [Fact]
    public void A_saved_tensor_is_type_rank_and_sizes_as_LEB128_then_the_elements()
    {
        using var x = tensor(new float[300], [300, 1]);
        x[0, 0] = tensor(1f);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);

        x.Save(writer);

        byte[] header = [6, 2, 0xAC, 0x02, 1];
        Assert.Equal(header, stream.ToArray()[..header.Length]);
        Assert.Equal(header.Length + 1200, stream.Length);

        stream.Position = 0;
        using var loaded = Tensor.Load(new BinaryReader(stream));
        Assert.True(loaded.Equals(x));
    }

    [Fact]
    public void Loading_into_a_tensor_of_another_type_or_shape_is_refused()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        using var reader = new BinaryReader(stream);
        using var x = ones(2, 3);
        x.Save(writer);

        Assert.Throws<ArgumentException>(() => LoadInto([2, 3], float64));
        Assert.Throws<ArgumentException>(() => LoadInto([3, 2], float32));
        LoadInto([2, 3], float32);

        void LoadInto(long[] shape, ScalarType type)
        {
            stream.Position = 0;
            using var target = zeros(shape, type);
            target.Load(reader);
            Assert.Equal(6.0, target.sum().ToDouble());
        }
    }

    [Fact]
    public void Text_names_shape_type_and_device()
    {
        using var x = tensor(new[,] { { 1f, 2.5f } });

        Assert.Equal("[1x2], type = Float32, device = cpu", x.ToString());
    }
}
