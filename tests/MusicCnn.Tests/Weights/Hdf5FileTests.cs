using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

public class Hdf5FileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Datasets_of_groups_with_trees_of_any_level_are_read(int levels)
    {
        var weights = Enumerable.Range(0, 20).Select(i => ($"layer_{i}", "kernel:0", new long[] { 2, 3 }, Enumerable.Range(6 * i, 6).Select(value => value / 4f).ToArray())).ToList();
        using var file = Hdf5File.Open(new MemoryStream(Hdf5Builder.Keras(weights, levels)));

        Assert.Equal(weights.Select(weight => $"model_weights/{weight.Item1}/{weight.Item1}/kernel:0").Order(StringComparer.Ordinal), file.Names);
        foreach (var (layer, parameter, shape, values) in weights)
        {
            using var loaded = file.Load($"model_weights/{layer}/{layer}/{parameter}");
            TensorAssert.Shape(shape, loaded);
            Assert.Equal(ScalarType.Float32, loaded.dtype);
            Assert.Equal(values, loaded.data<float>().ToArray());
        }
    }

    [Fact]
    public void Scalars_and_empty_datasets_are_read()
    {
        var builder = new Hdf5Builder();
        var file = builder.Finish(builder.Group([("scalar", builder.Dataset([], [2.5f])), ("empty", builder.Dataset([3, 0], []))]));
        using var opened = Hdf5File.Open(new MemoryStream(file));

        using var scalar = opened.Load("scalar");
        using var empty = opened.Load("empty");

        Assert.Equal(2.5f, scalar.item<float>());
        TensorAssert.Shape([], scalar);
        TensorAssert.Shape([3, 0], empty);
        Assert.Contains("no dataset 'none'. It has empty, scalar.", Assert.Throws<KeyNotFoundException>(() => opened.Load("none")).Message);
    }

    [DataFact]
    public void The_released_files_hold_the_same_bits_as_their_safetensors()
    {
        var files = Directory.GetFiles(Path.Combine(DataFactAttribute.Folder!, "pretrained"), "*.h5");
        Assert.Equal(4, files.Length);
        foreach (var path in files)
        {
            using var file = KerasFile.Open(path);
            using var twin = SafeTensors.Read(Path.ChangeExtension(path, ".safetensors"));

            Assert.Equal(twin.Names.Order(StringComparer.Ordinal), file.Forms.Keys.Order(StringComparer.Ordinal));
            foreach (var info in twin.Tensors)
            {
                using var expected = twin.Load(info.Name);
                using var actual = file.Load(info.Name);
                TensorAssert.Shape(expected.shape, actual);
                Assert.True(expected.bytes.SequenceEqual(actual.bytes), $"{info.Name} of {path}");
            }
        }
    }
}
