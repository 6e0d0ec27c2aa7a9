namespace MusicCnn.Weights;

/// <summary>Represents what an attribute of a group or dataset holds: a few texts or numbers, such as the names of a layer's weights.</summary>
public sealed class Hdf5AttributeValue
{
    private readonly IReadOnlyList<string>? _texts;
    private readonly IReadOnlyList<double>? _numbers;

    internal Hdf5AttributeValue(string name, IReadOnlyList<long> shape, IReadOnlyList<string> texts) => (Name, Shape, _texts) = (name, shape, texts);

    internal Hdf5AttributeValue(string name, IReadOnlyList<long> shape, IReadOnlyList<double> numbers) => (Name, Shape, _numbers) = (name, shape, numbers);

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the size along each axis; none for a single value.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Gets whether the values are texts, and not numbers.</summary>
    public bool IsText => _texts is not null;

    /// <summary>Gets the texts, the last axis running fastest.</summary>
    /// <exception cref="InvalidOperationException">The values are numbers.</exception>
    public IReadOnlyList<string> Texts => _texts ?? throw new InvalidOperationException($"The attribute '{Name}' holds numbers; read {nameof(Numbers)}.");

    /// <summary>Gets the numbers, the last axis running fastest; integers beyond 2⁵³ are rounded.</summary>
    /// <exception cref="InvalidOperationException">The values are texts.</exception>
    public IReadOnlyList<double> Numbers => _numbers ?? throw new InvalidOperationException($"The attribute '{Name}' holds texts; read {nameof(Texts)}.");

    /// <summary>Returns name, kind and shape, such as <c>layer_names: 21 texts [21]</c>.</summary>
    /// <returns>The attribute as text.</returns>
    public override string ToString() => $"{Name}: {_texts?.Count ?? _numbers!.Count} {(IsText ? "texts" : "numbers")} [{string.Join(", ", Shape)}]";
}
