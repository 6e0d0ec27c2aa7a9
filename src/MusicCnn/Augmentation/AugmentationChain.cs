using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents augmentations one behind the other.</summary>
/// <remarks>Each draws from its own stream. A layer of the chain that is in evaluation mode is passed by.</remarks>
public sealed class AugmentationChain : AugmentationLayer
{
    [ComponentName(Name = "layers")]
    private readonly ModuleList<AugmentationLayer> _layers;

    /// <summary>Initializes a new instance of the <see cref="AugmentationChain"/> class, which owns the layers from then on.</summary>
    /// <param name="layers">The layers, first to last; at least one.</param>
    /// <exception cref="ArgumentException">There are no layers, or two draw from the same stream with the same seed.</exception>
    public AugmentationChain(params AugmentationLayer[] layers)
        : base(nameof(AugmentationChain))
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0)
            throw new ArgumentException("A chain needs at least one layer, but got none.", nameof(layers));
        if (layers.SelectMany(layer => layer.Streams).GroupBy(stream => stream).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Two layers draw from the stream '{twice.Key.Stream}' with the seed {twice.Key.Seed}, so that their draws would be the same. Give one another Stream.",
                nameof(layers));
        }

        _layers = new ModuleList<AugmentationLayer>(layers);
        RegisterComponents();
    }

    /// <summary>Gets the layers.</summary>
    public IReadOnlyList<AugmentationLayer> Layers => [.. _layers];

    internal override IEnumerable<(int Seed, string Stream)> Streams => _layers.SelectMany(layer => layer.Streams);

    /// <inheritdoc/>
    internal override string Identity => training ? string.Join(", ", _layers.Select(layer => layer.Identity)) : "off";

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, BatchItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        items.RequireBatch(input, nameof(input));
        using var scope = NewDisposeScope();
        var output = input.alias();
        if (training)
        {
            foreach (var layer in _layers)
                output = layer.call(output, items);
        }

        return output.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the chain with its layers.</summary>
    /// <returns>The chain as text.</returns>
    public override string ToString() => $"AugmentationChain({string.Join(", ", _layers)})";
}
