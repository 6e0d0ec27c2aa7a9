using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Tells from the names and shapes of Keras's weights which network they are of, and builds it.</summary>
internal static class KerasNetworks
{
    /// <summary>Returns the network, with fresh weights, that a file has most names of, in the sizes that its biases have.</summary>
    /// <exception cref="InvalidDataException">The file has no name of a known network, or sizes that make none, or far more weights than it holds.</exception>
    public static nn.Module<Tensor, Tensor> Build(IReadOnlyDictionary<string, TensorForm> forms)
    {
        var musicnn = Shared(KerasTables.Musicnn(PooledOrder.Interleaved), forms);
        var vgg = Shared(KerasTables.Vgg(VggOptions.Musicnn.Blocks), forms);
        if (musicnn + vgg == 0)
            throw new InvalidDataException($"It has no weight of musicnn or of its vgg baseline.{Differences.List("It has", [.. forms.Keys.Order(StringComparer.Ordinal)])}");
        using var keptRandomness = new KeptRandomness();
        try
        {
            return musicnn >= vgg ? Musicnn(forms) : Vgg(forms);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"The sizes of its weights make no network: {e.Message}", e);
        }
    }

    private static MusicnnModel Musicnn(IReadOnlyDictionary<string, TensorForm> forms)
    {
        var known = MusicnnOptions.Musicnn;
        var options = known with
        {
            Classes = Size(forms, "dense_1/bias", known.Classes),
            TimbralFilters = Size(forms, "conv2d/bias", known.TimbralFilters),
            TemporalFilters = Size(forms, "conv2d_2/bias", known.TemporalFilters),
            MidEndFilters = Size(forms, "midend_conv1/bias", known.MidEndFilters),
            DenseUnits = Size(forms, "dense/bias", known.DenseUnits),
        };
        RequireWeights(options.ParameterCount, forms);
        return new MusicnnModel(options);
    }

    private static VggModel Vgg(IReadOnlyDictionary<string, TensorForm> forms)
    {
        var known = VggOptions.Musicnn;
        var options = known with { Classes = Size(forms, "output/bias", known.Classes), Filters = Size(forms, "1CNN/bias", known.Filters) };
        RequireWeights(options.ParameterCount, forms);
        return new VggModel(options);
    }

    private static int Shared(IReadOnlyList<KerasWeight> table, IReadOnlyDictionary<string, TensorForm> forms) => table.Count(weight => forms.ContainsKey(weight.Name));

    /// <summary>Returns the length of a vector, or what is usual where the file lacks it or it is no vector, which is then listed as a difference.</summary>
    private static int Size(IReadOnlyDictionary<string, TensorForm> forms, string name, int usual) =>
        forms.TryGetValue(name, out var form) && form.Shape is [var size] ? checked((int)size) : usual;

    /// <summary>Refuses short vectors that ask for large matrices. Networks up to the largest released one are built all the same, so that what is missing can be listed.</summary>
    private static void RequireWeights(long wanted, IReadOnlyDictionary<string, TensorForm> forms)
    {
        var held = forms.Values.Sum(form => form.Shape.Aggregate(1L, (product, size) => product * size));
        if (wanted > Math.Max(held, MusicnnOptions.Big.ParameterCount))
            throw new InvalidDataException($"Its biases are those of a network of {wanted} weights, but it holds {held} numbers in all.");
    }
}
