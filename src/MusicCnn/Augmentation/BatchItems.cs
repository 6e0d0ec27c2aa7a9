using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents which items a batch holds: their numbers in the training set, the epoch, and how much of each is not padding.</summary>
/// <remarks>The numbers are what an augmentation's draws derive from. Take the position in the training set, not in the batch.</remarks>
public sealed class BatchItems
{
    /// <summary>Initializes a new instance of the <see cref="BatchItems"/> class.</summary>
    /// <param name="epoch">The epoch, counted from wherever you like; the same item is drawn anew in each.</param>
    /// <param name="items">The number of each item, all different.</param>
    /// <param name="lengths">How many samples or frames of each item are not padding, or <see langword="null"/> for all; padding is never changed.</param>
    /// <exception cref="ArgumentException">There are no items, two are the same, or there is another number of lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public BatchItems(int epoch, IReadOnlyList<long> items, IReadOnlyList<long>? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
            throw new ArgumentException("A batch needs at least one item, but got none.", nameof(items));
        if (items.GroupBy(item => item).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Items must differ, because equal ones would be changed alike, but {twice.Key} occurs {twice.Count()} times. Give each occurrence a number of its own.",
                nameof(items));
        }

        if (lengths is not null && lengths.Count != items.Count)
            throw new ArgumentException($"There must be as many lengths as items ({items.Count}), but there are {lengths.Count}.", nameof(lengths));
        Epoch = epoch;
        Items = Array.AsReadOnly(items.ToArray());
        Lengths = lengths is null ? null : Array.AsReadOnly([.. lengths.Select(length => Require.Positive(length, "samples or frames", nameof(lengths)))]);
    }

    /// <summary>Gets the epoch.</summary>
    public int Epoch { get; }

    /// <summary>Gets the number of each item.</summary>
    public IReadOnlyList<long> Items { get; }

    /// <summary>Gets how many samples or frames of each item are not padding, or <see langword="null"/> for all.</summary>
    public IReadOnlyList<long>? Lengths { get; }

    /// <summary>Returns items with consecutive numbers.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="first">The number of the first item.</param>
    /// <param name="count">The number of items, above 0.</param>
    /// <returns>The items.</returns>
    /// <exception cref="ArgumentException"><paramref name="count"/> is not above 0.</exception>
    public static BatchItems Consecutive(int epoch, long first, int count) =>
        new(epoch, [.. Enumerable.Range(0, Require.Positive(count, "items", nameof(count))).Select(i => first + i)]);

    /// <summary>Throws unless a tensor is a batch of these items.</summary>
    internal void RequireBatch(Tensor input, string name)
    {
        ArgumentNullException.ThrowIfNull(input, name);
        var shape = input.shape;
        if (shape.Length is < 2 or > 4 || shape.Contains(0) || shape[0] != Items.Count)
        {
            throw new ArgumentException(
                $"Expected {Items.Count} waveforms [batch, samples] or [batch, channel, samples], or images [batch, channel, frequency, time], but got {ShapeGuard.Print(shape)}.",
                name);
        }

        if (!input.is_floating_point())
            throw new ArgumentException($"Expected floating-point values, but got {input.dtype}. Convert them with .to(ScalarType.Float32).", name);
        if (Lengths is not null && Lengths.Max() > shape[^1])
            throw new ArgumentException($"A length must not be above the {shape[^1]} samples or frames of the batch, but one is {Lengths.Max()}.", name);
    }
}
