namespace MusicCnn.Weights;

/// <summary>Tells which dataset of an HDF5 file of Keras holds which weight.</summary>
internal static class KerasNames
{
    private const string ModelGroup = "model_weights";
    private const string LayerNames = "layer_names";
    private const string WeightNames = "weight_names";

    /// <summary>Returns the dataset of each weight, named <c>layer/kernel</c>, in the order of the layers where the file has it.</summary>
    /// <exception cref="InvalidDataException">The file names a weight that it has not, or has one twice.</exception>
    public static Dictionary<string, string> Datasets(Hdf5File file)
    {
        // A whole model has its weights in a group of their own, beside the optimizer's.
        var model = file.Names.Where(name => name.StartsWith(ModelGroup + "/", StringComparison.Ordinal)).ToList();
        var group = model.Count > 0 ? ModelGroup : "";
        var datasets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (layer, weight) in Listed(file, group))
        {
            var dataset = Path(Path(group, layer), weight);
            if (!file.Has(dataset))
                throw new InvalidDataException($"It says that layer '{layer}' has the weight '{weight}', but has no dataset '{dataset}'.");
            Add(datasets, $"{layer}/{Plain(weight[(weight.LastIndexOf('/') + 1)..])}", dataset);
        }

        // What no list names counts too: it must not be passed over in silence.
        var named = datasets.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var dataset in (model.Count > 0 ? model : file.Names).Where(dataset => !named.Contains(dataset)))
            Add(datasets, Guess(dataset[(group.Length > 0 ? group.Length + 1 : 0)..]), dataset);
        return datasets;
    }

    /// <summary>Returns the weights that Keras lists in attributes; none where there are no lists.</summary>
    private static IEnumerable<(string Layer, string Weight)> Listed(Hdf5File file, string group)
    {
        foreach (var layer in Texts(file, group, LayerNames) ?? [])
        {
            var weights = Texts(file, Path(group, layer), WeightNames)
                ?? throw new InvalidDataException($"It names the layer '{layer}', but has no '{WeightNames}' of it.");
            foreach (var weight in weights)
                yield return (layer, weight);
        }
    }

    /// <summary>Returns a list of names, which layers without weights have as an array of no numbers.</summary>
    private static IReadOnlyList<string>? Texts(Hdf5File file, string path, string name)
    {
        if (!file.HasObject(path))
            return null;
        var attribute = file.Find(path, name);
        if (attribute is null || attribute.IsText)
            return attribute?.Texts;
        return attribute.Numbers.Count == 0 ? [] : throw new InvalidDataException($"The attribute '{name}' of '/{path}' must hold names, but holds numbers.");
    }

    private static void Add(Dictionary<string, string> datasets, string name, string dataset)
    {
        if (!datasets.TryAdd(name, dataset))
            throw new InvalidDataException($"It holds the weight '{name}' twice, as '{datasets[name]}' and as '{dataset}'.");
    }

    /// <summary>Returns <c>conv2d_1/kernel</c> for <c>conv2d_1/conv2d_1/kernel_1:0</c>: Keras says the layer twice.</summary>
    private static string Guess(string dataset)
    {
        var slash = dataset.LastIndexOf('/');
        if (slash < 0 || !dataset.EndsWith(":0", StringComparison.Ordinal))
            return dataset;
        var scope = dataset[..slash];
        var layer = scope[..(scope.Length / 2)];
        return scope == $"{layer}/{layer}" ? $"{layer}/{Plain(dataset[(slash + 1)..])}" : dataset;
    }

    /// <summary>Returns <c>kernel</c> for <c>kernel_1:0</c>: Keras numbers names that a session has used before.</summary>
    private static string Plain(string weight)
    {
        if (weight.EndsWith(":0", StringComparison.Ordinal))
            weight = weight[..^2];
        var stem = weight.TrimEnd([.. "0123456789"]);
        return stem.Length < weight.Length && stem.EndsWith('_') ? stem[..^1] : weight;
    }

    private static string Path(string group, string name) => group.Length == 0 ? name : $"{group}/{name}";
}
