using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents an open file of weights named <c>layer/kernel</c>, in Keras's layout: safetensors or HDF5, told apart by its first bytes.</summary>
internal sealed class KerasFile : IDisposable
{
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
            var paths = KerasNames.Datasets(file);
            return new(file, paths.ToDictionary(pair => pair.Key, pair => file.Form(pair.Value), StringComparer.Ordinal), name => file.Load(paths[name]));
        }
        catch (InvalidDataException e)
        {
            file.Dispose();
            throw new InvalidDataException($"Cannot read '{path}'. {e.Message}", e);
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
}
