using MusicCnn.Internal;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents an augmentation that changes one example after the other; derive from it for one of your own.</summary>
/// <remarks><see cref="Augment"/> sees one example without its padding and its draws, so that nothing else can have an influence.</remarks>
/// <example>
/// <code>
/// public sealed record InversionOptions : AugmentationOptions;
///
/// public sealed class Inversion(InversionOptions options) : ExampleAugmentation(nameof(Inversion), options)
/// {
///     protected override Tensor Augment(Tensor example, ItemRandom random) => random.Unit() &lt; 0.5 ? -example : example;
/// }
/// </code>
/// </example>
public abstract class ExampleAugmentation : AugmentationLayer
{
    private readonly AugmentationOptions _options;
    private readonly string _stream;

    /// <summary>Initializes a new instance of the <see cref="ExampleAugmentation"/> class.</summary>
    /// <param name="name">The name of the type, which is the stream where the settings name none.</param>
    /// <param name="options">Seed, stream and probability.</param>
    protected ExampleAugmentation(string name, AugmentationOptions options)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _stream = options.Stream ?? name;
    }

    internal override IEnumerable<(int Seed, string Stream)> Streams => [(_options.Seed, _stream)];

    /// <inheritdoc/>
    internal override string Identity => training ? $"{GetType().Name} {_stream} {SettingsJson.WriteAny(_options)}" : $"{GetType().Name} off";

    /// <inheritdoc/>
    public sealed override Tensor forward(Tensor input, BatchItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        items.RequireBatch(input, nameof(input));
        RequireKind(input.shape);
        using var scope = NewDisposeScope();
        if (!training)
            return input.alias().MoveToOuterDisposeScope();

        var changed = new Tensor[items.Items.Count];
        for (var i = 0; i < changed.Length; i++)
        {
            var random = new ItemRandom(_options.Seed, _stream, items.Epoch, items.Items[i]);
            changed[i] = Change(input.select(0, i), items.Lengths?[i] ?? input.shape[^1], random);
        }

        return stack(changed).MoveToOuterDisposeScope();
    }

    /// <summary>Changes one example; temporaries are disposed of by the caller.</summary>
    /// <param name="example">The example without its padding, contiguous: <c>[S]</c>, <c>[C, S]</c> or <c>[C, F, T]</c>. Not to be modified.</param>
    /// <param name="random">The draws of the item.</param>
    /// <returns>The changed example, of the same shape and type; <paramref name="example"/> itself is allowed.</returns>
    protected abstract Tensor Augment(Tensor example, ItemRandom random);

    /// <summary>Throws unless the layer takes batches of a shape; by default it takes waveforms and images.</summary>
    /// <param name="shape">The shape: two or three sizes of waveforms, four of images.</param>
    protected virtual void RequireKind(IReadOnlyList<long> shape)
    {
    }

    /// <summary>Throws unless a shape is that of images.</summary>
    private protected static void RequireImages(IReadOnlyList<long> shape, long? bins = null)
    {
        if (shape.Count != 4 || (bins is not null && shape[2] != bins))
            throw new ArgumentException($"Expected images [batch, channel, frequency{(bins is null ? "" : $"={bins}")}, time], but got {ShapeGuard.Print([.. shape])}.", nameof(shape));
    }

    /// <summary>Throws unless a shape is that of waveforms.</summary>
    private protected static void RequireWaveforms(IReadOnlyList<long> shape)
    {
        if (shape.Count == 4)
            throw new ArgumentException($"Expected waveforms [batch, samples] or [batch, channel, samples], but got {ShapeGuard.Print([.. shape])}.", nameof(shape));
    }

    private Tensor Change(Tensor example, long length, ItemRandom random)
    {
        // Drawn even where every item is changed, so that another probability leaves the other draws as they are.
        if (random.Unit() >= _options.Probability)
            return example;

        // Contiguous, so that sums over it run in one order whatever the padding behind it.
        var valid = example.narrow(-1, 0, length).contiguous();
        var changed = Augment(valid, random);
        if (!changed.shape.AsSpan().SequenceEqual(valid.shape))
            throw new InvalidOperationException($"{GetType().Name} must keep the shape {ShapeGuard.Print(valid.shape)}, but gave {ShapeGuard.Print(changed.shape)}.");
        var padding = example.shape[^1] - length;
        return padding == 0 ? changed : cat([changed, example.narrow(-1, length, padding)], -1);
    }
}
