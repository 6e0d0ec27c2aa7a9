using System.Runtime.InteropServices;
using MusicCnn.Models;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Audio.Tagging;

/// <summary>Collects the features of patches, batch after batch.</summary>
internal sealed class FeatureStore
{
    private readonly TaggerFeatures _wanted;
    private readonly Dictionary<string, (List<byte[]> Parts, long[] Item)> _found = [];

    /// <summary>Initializes a new instance of the <see cref="FeatureStore"/> class.</summary>
    /// <exception cref="ArgumentException">The network has no such feature.</exception>
    public FeatureStore(nn.Module network, TaggingOptions options)
    {
        var wanted = options.Features;
        var available = network switch
        {
            MusicnnModel => TaggerFeatures.All & ~TaggerFeatures.Pools,
            VggModel => TaggerFeatures.Pools,
            _ => TaggerFeatures.None,
        };
        _wanted = wanted & available;
        if (wanted != TaggerFeatures.All && _wanted != wanted)
        {
            throw new ArgumentException(
                $"The features of {network.GetName()} are {available}, but {wanted & ~available} was asked for. Ask for {nameof(TaggerFeatures.All)} to get whatever there is.", nameof(options));
        }
    }

    /// <summary>Gets a value that indicates whether anything is collected.</summary>
    public bool IsEmpty => _wanted == TaggerFeatures.None;

    /// <summary>Computes the logits of patches, and keeps their features.</summary>
    public Tensor Logits(nn.Module network, Tensor patches)
    {
        if (network is VggModel vgg)
        {
            var features = vgg.Features(patches);
            foreach (var (index, pool) in features.Pools.Index())
                Add(TaggerFeatures.Pools, FormattableString.Invariant($"pool{index + 1}"), pool);
            return features.Logits;
        }

        var layers = ((MusicnnModel)network).Features(patches);
        Add(TaggerFeatures.Timbral, "timbral", layers.Timbral);
        Add(TaggerFeatures.Temporal, "temporal", layers.Temporal);
        Add(TaggerFeatures.Cnn, "cnn1", layers.Cnn1);
        Add(TaggerFeatures.Cnn, "cnn2", layers.Cnn2);
        Add(TaggerFeatures.Cnn, "cnn3", layers.Cnn3);
        Add(TaggerFeatures.CnnBeforeSum, "cnn2_before_sum", layers.Cnn2BeforeSum);
        Add(TaggerFeatures.CnnBeforeSum, "cnn3_before_sum", layers.Cnn3BeforeSum);
        Add(TaggerFeatures.MeanPool, "mean_pool", layers.MeanPool);
        Add(TaggerFeatures.MaxPool, "max_pool", layers.MaxPool);
        Add(TaggerFeatures.Penultimate, "penultimate", layers.Penultimate);
        return layers.Logits;
    }

    /// <summary>Returns what was collected of a number of patches.</summary>
    public IReadOnlyDictionary<string, NpyArray> ToArrays(int patches)
    {
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        foreach (var (name, (parts, item)) in _found)
        {
            var data = new byte[parts.Sum(part => part.Length)];
            var filled = 0;
            foreach (var part in parts)
            {
                part.CopyTo(data, filled);
                filled += part.Length;
            }

            arrays.Add(name, new NpyArray(NpyType.Float32, [patches, .. item], data));
        }

        return arrays.AsReadOnly();
    }

    private void Add(TaggerFeatures feature, string name, Tensor values)
    {
        if (!_wanted.HasFlag(feature))
            return;
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_found, name, out var exists);
        if (!exists)
            found = ([], values.shape[1..]);
        var part = values.to(ScalarType.Float32).cpu().contiguous().bytes.ToArray();
        var length = part.Length + found.Parts.Sum(before => (long)before.Length);
        if (length > Array.MaxLength)
            throw new ArgumentException($"The feature '{name}' takes more than {Array.MaxLength} bytes, the most of one array. Ask for features without a time axis, a longer Hop, or tag the clip in parts.");
        found.Parts.Add(part);
    }
}
