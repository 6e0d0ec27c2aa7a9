using MusicCnn.Models;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Makes weight files as Keras lays out the released networks, by the description of their layers and without the library's tables.</summary>
internal sealed class KerasExample
{
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _weights = [];
    private readonly Random _random;

    private KerasExample(int seed) => _random = new(seed);

    /// <summary>A musicnn of the smallest sizes that are all different where the axes differ.</summary>
    public static MusicnnOptions Small { get; } = new()
    {
        Classes = 4,
        Bins = 11,
        TimbralFilters = 3,
        TemporalFilters = 2,
        TemporalFrames = 12,
        MidEndFilters = 4,
        DenseUnits = 5,
    };

    /// <summary>A vgg of small, different sizes, which leaves 2 bins and 2 frames in front of its dense layer.</summary>
    public static VggOptions SmallVgg { get; } = new() { Classes = 4, Filters = 3, Blocks = 3, Bins = 35, Frames = 37 };

    /// <summary>Draws weights of the small musicnn.</summary>
    public static Dictionary<string, (long[] Shape, float[] Values)> Draw(int seed) => Musicnn(Small, seed);

    /// <summary>Draws weights of a musicnn: all in ±1/2, variances from 1/2 to 3/2.</summary>
    public static Dictionary<string, (long[] Shape, float[] Values)> Musicnn(MusicnnOptions sizes, int seed)
    {
        var example = new KerasExample(seed);
        var (timbral, temporal, frames, midEnd) = (sizes.TimbralFilters, sizes.TemporalFilters, sizes.TemporalFrames, sizes.MidEndFilters);
        var front = 2 * timbral + 3 * temporal;
        example.Norm("batch_normalization", 1);
        (string, string, long[])[] convolutions =
        [
            ("conv2d", "batch_normalization_1", [7, 4 * sizes.Bins / 10, 1, timbral]),
            ("conv2d_1", "batch_normalization_2", [7, 7 * sizes.Bins / 10, 1, timbral]),
            ("conv2d_2", "batch_normalization_3", [frames, 1, 1, temporal]),
            ("conv2d_3", "batch_normalization_4", [frames / 2, 1, 1, temporal]),
            ("conv2d_4", "batch_normalization_5", [frames / 4, 1, 1, temporal]),
            ("midend_conv1", "bn_midend_conv1", [7, front, 1, midEnd]),
            ("midend_conv2", "bn_midend_conv2", [7, midEnd, 1, midEnd]),
            ("midend_conv3", "bn_midend_conv3", [7, midEnd, 1, midEnd]),
        ];
        foreach (var (layer, norm, kernel) in convolutions)
            example.Convolution(layer, norm, kernel);
        var pooled = 2 * (front + 3 * midEnd);
        example.Norm("bn_flatpool", pooled);
        example.Layer("dense", pooled, sizes.DenseUnits);
        example.Norm("bn_dense", sizes.DenseUnits);
        example.Layer("dense_1", sizes.DenseUnits, sizes.Classes);
        return example._weights;
    }

    /// <summary>Draws weights of a vgg, as those of a musicnn.</summary>
    public static Dictionary<string, (long[] Shape, float[] Values)> Vgg(VggOptions sizes, int seed)
    {
        var example = new KerasExample(seed);
        example.Norm("bn_input", 1);
        var (bins, frames) = (sizes.Bins, sizes.Frames);
        for (var block = 1; block <= sizes.Blocks; block++)
        {
            example.Convolution($"{block}CNN", $"bn_conv{block}", [3, 3, block == 1 ? 1 : sizes.Filters, sizes.Filters]);
            var step = block == sizes.Blocks ? 4 : 2;
            (bins, frames) = block == 1 ? ((bins - 1) / 2 + 1, (frames - 4) / 2 + 1) : (bins / step, frames / step);
        }

        example.Layer("output", frames * bins * sizes.Filters, sizes.Classes);
        return example._weights;
    }

    /// <summary>Writes weights as a safetensors file.</summary>
    public static void Write(string path, Dictionary<string, (long[] Shape, float[] Values)> weights)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Write(path, weights.ToDictionary(pair => pair.Key, pair => tensor(pair.Value.Values, pair.Value.Shape)));
    }

    /// <summary>Writes weights as Keras itself does, which says the layer twice and numbers the weights of a second model in a session.</summary>
    public static void WriteHdf5(string path, Dictionary<string, (long[] Shape, float[] Values)> weights, bool lists = true) =>
        File.WriteAllBytes(path, Hdf5Builder.Keras(weights.Select((pair, i) =>
        {
            var parts = pair.Key.Split('/');
            return (parts[0], $"{parts[1]}{(i % 2 == 0 ? "_1" : "")}:0", pair.Value.Shape, pair.Value.Values);
        }), lists: lists));

    /// <summary>Reads a safetensors file.</summary>
    public static Dictionary<string, (long[] Shape, float[] Values)> Read(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafeTensors.Read(path);
        return file.Tensors.ToDictionary(info => info.Name, info => (info.Shape.ToArray(), file.Load(info.Name).data<float>().ToArray()));
    }

    private void Convolution(string layer, string norm, params long[] kernel)
    {
        Layer(layer, kernel);
        Norm(norm, kernel[^1]);
    }

    private void Layer(string layer, params long[] kernel)
    {
        Add($"{layer}/kernel", kernel);
        Add($"{layer}/bias", kernel[^1]);
    }

    private void Norm(string layer, long size)
    {
        foreach (var name in new[] { "gamma", "beta", "moving_mean", "moving_variance" })
            Add($"{layer}/{name}", size);
    }

    private void Add(string name, params long[] shape)
    {
        var low = name.EndsWith("variance", StringComparison.Ordinal) ? 0.5 : -0.5;
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(low + _random.NextDouble());
        _weights.Add(name, (shape, values));
    }
}
