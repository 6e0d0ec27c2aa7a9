using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents an open file of weights named <c>layer/kernel</c>, in Keras's layout: safetensors or HDF5, told apart by its first bytes.</summary>
internal sealed class KerasFile : IDisposable
{
    private const string WeightsGroup = "model_weights/";

    private readonly IDisposable _file;
    private readonly Func<string, Tensor> _load;

    private KerasFile(IDisposable file, IReadOnlyDictionary<string, TensorForm> forms, Func<string, Tensor> load) => (_file, Forms, _load) = (file, forms, load);

    /// <summary>Gets the type and shape of each weight.</summary>
    public IReadOnlyDictionary<string, TensorForm> Forms { get; }

    /// <summary>Opens a file.</summary>
    public static KerasFile Open(string path)
    {
        if (!IsHdf5(path))
        {
            var tensors = SafeTensors.Read(path);
            if (ModelMetadata.IsModel(tensors.Metadata))
            {
                tensors.Dispose();
                throw new InvalidDataException($"Cannot load '{path}'. It is a model file of MusicCnn, with a front-end and labels; load it with {nameof(ModelFile)}.{nameof(ModelFile.Load)}.");
            }

            return new(tensors, tensors.Tensors.ToDictionary(tensor => tensor.Name, tensor => new TensorForm(tensor.Type, tensor.Shape), StringComparer.Ordinal), name => tensors.Load(name));
        }

        var file = Hdf5File.Open(path);
        try
        {
            var paths = Paths(file, path);
            return new(file, paths.ToDictionary(pair => pair.Key, pair => file.Form(pair.Value), StringComparer.Ordinal), name => file.Load(paths[name]));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Loads one weight, as it lies in the file.</summary>
    public Tensor Load(string name) => _load(name);

    public void Dispose() => _file.Dispose();

    private static bool IsHdf5(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> start = stackalloc byte[Hdf5File.Signature.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Hdf5File.Signature);
    }

    /// <summary>Returns the dataset of each weight. A whole model has its weights in a group of their own, beside the optimizer's.</summary>
    private static Dictionary<string, string> Paths(Hdf5File file, string path)
    {
        var model = file.Names.Where(name => name.StartsWith(WeightsGroup, StringComparison.Ordinal)).ToList();
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dataset in model.Count > 0 ? model : file.Names)
        {
            var name = WeightName(model.Count > 0 ? dataset[WeightsGroup.Length..] : dataset);
            if (!paths.TryAdd(name, dataset))
                throw new InvalidDataException($"Cannot read '{path}'. It holds the weight '{name}' twice, as '{paths[name]}' and as '{dataset}'.");
        }

        return paths;
    }

    /// <summary>Returns <c>conv2d_1/kernel</c> for <c>conv2d_1/conv2d_1/kernel_1:0</c>: Keras says the layer twice and numbers names that a session has used before.</summary>
    private static string WeightName(string dataset)
    {
        var slash = dataset.LastIndexOf('/');
        if (slash < 0 || !dataset.EndsWith(":0", StringComparison.Ordinal))
            return dataset;
        var (scope, weight) = (dataset[..slash], dataset[(slash + 1)..^2]);
        var layer = scope[..(scope.Length / 2)];
        if (scope != $"{layer}/{layer}")
            return dataset;
        var stem = weight.TrimEnd([.. "0123456789"]);
        return $"{layer}/{(stem.Length < weight.Length && stem.EndsWith('_') ? stem[..^1] : weight)}";
    }
}
