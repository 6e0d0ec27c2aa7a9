using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents mixup: each example becomes a weighted mean of itself and another of its batch, and so does its target.</summary>
/// <remarks>
/// <para>Shape: waveforms or images <c>[N, ...]</c> and targets <c>[N, classes]</c>, one-hot or multi-hot, to the same. Integer classes become targets by <c>nn.functional.one_hot</c>.</para>
/// <para>Formula: λ from Beta(α, α) for each example, x̃ = λ·x + (1 − λ)·x′, ỹ = λ·y + (1 − λ)·y′.</para>
/// <para>The items of a batch stand in a random circle, and the next is the partner: never the example itself, unless it is alone, and each example is
/// the partner of one. Weight and circle depend on seed, epoch and items only; the order of the batch does not matter, but which items
/// share it must. Padding is mixed too: a mixture is as long as the longer of the two.</para>
/// <para>After <c>eval()</c> inputs and targets come back as they are.</para>
/// <para>Source: Zhang, Cisse, Dauphin, Lopez-Paz, "mixup: beyond empirical risk minimization", ICLR 2018. Differences: a weight for each example, where
/// the authors' code draws one for each batch. Verified against: moments of the Beta distribution.</para>
/// </remarks>
public sealed class Mixup : nn.Module<Tensor, Tensor, BatchItems, (Tensor Input, Tensor Targets)>
{
    private readonly string _stream;

    /// <summary>Initializes a new instance of the <see cref="Mixup"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    public Mixup(MixupOptions? options = null)
        : base(nameof(Mixup))
    {
        Options = options ?? new MixupOptions();
        _stream = Options.Stream ?? nameof(Mixup);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MixupOptions Options { get; }

    /// <summary>Mixes a batch.</summary>
    /// <param name="input">The waveforms or images.</param>
    /// <param name="targets">The targets, <c>[N, classes]</c>, floating point.</param>
    /// <param name="items">The items of the batch.</param>
    /// <returns>The mixed inputs and targets.</returns>
    /// <exception cref="ArgumentException">A shape or type does not fit.</exception>
    public override (Tensor Input, Tensor Targets) forward(Tensor input, Tensor targets, BatchItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        items.RequireBatch(input, nameof(input));
        ShapeGuard.Matches(targets, $"targets [batch={items.Items.Count}, classes]", [items.Items.Count, -1], nameof(targets));
        if (!targets.is_floating_point())
            throw new ArgumentException($"Targets must be floating point, because a mixture is between them, but were {targets.dtype}. Convert them with .to(ScalarType.Float32).", nameof(targets));
        using var scope = NewDisposeScope();
        if (!training)
            return (input.alias().MoveToOuterDisposeScope(), targets.alias().MoveToOuterDisposeScope());

        var pairs = Pairs(items);
        return (Mix(input, pairs).MoveToOuterDisposeScope(), Mix(targets, pairs).MoveToOuterDisposeScope());
    }

    /// <summary>Returns what each example of a batch is mixed with, in training mode.</summary>
    /// <param name="items">The items of the batch.</param>
    /// <returns>A pair for each item.</returns>
    public IReadOnlyList<MixupPair> Pairs(BatchItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var draws = items.Items.Select(item => new ItemRandom(Options.Seed, _stream, items.Epoch, item)).ToArray();
        var circle = draws.Select((random, position) => (Place: random.Bits(), Item: items.Items[position], Position: position)).Order().ToArray();
        var pairs = new MixupPair[draws.Length];
        for (var i = 0; i < circle.Length; i++)
        {
            var random = draws[circle[i].Position];
            var mixed = random.Unit() < Options.Probability;
            pairs[circle[i].Position] = new(circle[(i + 1) % circle.Length].Position, mixed ? BetaDraw.Symmetric(Options.Alpha, random) : 1);
        }

        return pairs;
    }

    /// <summary>Returns the layer with its parameter.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() => FormattableString.Invariant($"Mixup(alpha {Options.Alpha})");

    private static Tensor Mix(Tensor values, IReadOnlyList<MixupPair> pairs)
    {
        var partners = values.index_select(0, tensor([.. pairs.Select(pair => (long)pair.Partner)], device: values.device));
        long[] shape = [pairs.Count, .. Enumerable.Repeat(1L, (int)values.dim() - 1)];
        var own = tensor([.. pairs.Select(pair => pair.Weight)], shape, dtype: values.dtype, device: values.device);
        var other = tensor([.. pairs.Select(pair => 1 - pair.Weight)], shape, dtype: values.dtype, device: values.device);
        return values * own + partners * other;
    }
}
