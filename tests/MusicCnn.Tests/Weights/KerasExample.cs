using MusicCnn.Models;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Makes weight files as Keras lays out musicnn, by the description of its layers and without the library's table.</summary>
internal static class KerasExample
{
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

    /// <summary>Draws weights: all in ±1/2, variances from 1/2 to 3/2.</summary>
    public static Dictionary<string, (long[] Shape, float[] Values)> Draw(int seed)
    {
        var random = new Random(seed);
        var weights = new Dictionary<string, (long[], float[])>();
        void Add(string name, params long[] shape)
        {
            var low = name.EndsWith("variance", StringComparison.Ordinal) ? 0.5 : -0.5;
            weights.Add(name, (shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (float)(low + random.NextDouble()))]));
        }

        void Norm(string layer, long size)
        {
            foreach (var name in new[] { "gamma", "beta", "moving_mean", "moving_variance" })
                Add($"{layer}/{name}", size);
        }

        void Layer(string layer, params long[] kernel)
        {
            Add($"{layer}/kernel", kernel);
            Add($"{layer}/bias", kernel[^1]);
        }

        Norm("batch_normalization", 1);
        (string, string, long[])[] first =
        [
            ("conv2d", "batch_normalization_1", [7, 4, 1, 3]), ("conv2d_1", "batch_normalization_2", [7, 7, 1, 3]),
            ("conv2d_2", "batch_normalization_3", [12, 1, 1, 2]), ("conv2d_3", "batch_normalization_4", [6, 1, 1, 2]), ("conv2d_4", "batch_normalization_5", [3, 1, 1, 2]),
            ("midend_conv1", "bn_midend_conv1", [7, 12, 1, 4]), ("midend_conv2", "bn_midend_conv2", [7, 4, 1, 4]), ("midend_conv3", "bn_midend_conv3", [7, 4, 1, 4]),
        ];
        foreach (var (layer, norm, kernel) in first)
        {
            Layer(layer, kernel);
            Norm(norm, kernel[^1]);
        }

        Norm("bn_flatpool", 48);
        Layer("dense", 48, 5);
        Norm("bn_dense", 5);
        Layer("dense_1", 5, 4);
        return weights;
    }

    /// <summary>Writes weights as a safetensors file.</summary>
    public static void Write(string path, Dictionary<string, (long[] Shape, float[] Values)> weights)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Write(path, weights.ToDictionary(pair => pair.Key, pair => tensor(pair.Value.Values, pair.Value.Shape)));
    }

    /// <summary>Reads a safetensors file.</summary>
    public static Dictionary<string, (long[] Shape, float[] Values)> Read(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafeTensors.Read(path);
        return file.Tensors.ToDictionary(info => info.Name, info => (info.Shape.ToArray(), file.Load(info.Name).data<float>().ToArray()));
    }
}
