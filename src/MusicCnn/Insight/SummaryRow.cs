namespace MusicCnn.Insight;

/// <summary>Represents one call of a module in a <see cref="ModelSummary"/>.</summary>
public sealed record SummaryRow
{
    /// <summary>Gets the key of the module, such as <c>first_layer.groups.0.conv</c>; empty for the network itself.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the type of the module, with the size of its window where it has one, such as <c>Conv2d 38×7</c>; for a group of filters the group, such as <c>204 of 38×7</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets how deep in the tree of calls it is, 0 for the network itself.</summary>
    public required int Depth { get; init; }

    /// <summary>Gets the sizes of the output, or <see langword="null"/> for a module that no hook has seen at work.</summary>
    public required IReadOnlyList<long>? OutputShape { get; init; }

    /// <summary>Gets the number of weights that training changes, those of its parts included; 0 where the module is called again.</summary>
    public required long TrainableWeights { get; init; }

    /// <summary>Gets the number of weights that training by gradient leaves as they are: frozen ones and the running statistics of batch normalization, as Keras counts.</summary>
    public required long OtherWeights { get; init; }

    /// <summary>Gets the number of multiply-adds for a second of audio, those of its parts included, or <see langword="null"/> for a module with weights
    /// of which it is not known.</summary>
    public required double? MultiplyAddsPerSecond { get; init; }

    /// <summary>Gets what one value of the output sees, or <see langword="null"/> where <see cref="OutputShape"/> is.</summary>
    public required Sight? Sees { get; init; }
}
