namespace MusicCnn.Layers;

/// <content>The baselines that the papers compare with: stacks of small squares, as networks for photographs have.</content>
public static partial class FilterSets
{
    /// <summary>Gets the five layers of 3×3 filters that EUSIPCO 2017 compares its tagger with.</summary>
    /// <value>32, 32, 64, 32 and 16 filters, one set a layer. <see cref="AxisPadding.Valid"/>, no bias, batch normalization, ELU.</value>
    public static IReadOnlyList<FilterSet> SmallSquaresTagging { get; } = SmallSquares(32, 32, 64, 32, 16);

    /// <summary>Gets the eight layers of 3×3 filters that EUSIPCO 2017 compares its instrument networks with.</summary>
    /// <value>32, 32, 64, 64, 128, 128, 256 and 256 filters, one set a layer; leaky ReLU.</value>
    /// <remarks>Source: Han, Kim, Lee, "Deep convolutional neural networks for predominant instrument recognition in polyphonic music", TASLP 2017.</remarks>
    public static IReadOnlyList<FilterSet> SmallSquaresInstruments { get; } = SmallSquares(32, 32, 64, 64, 128, 128, 256, 256);

    /// <summary>Gets the five layers of 3×3 filters that EUSIPCO 2017 compares its phoneme network with.</summary>
    /// <value>60, 84, 84, 84 and 60 filters, one set a layer.</value>
    public static IReadOnlyList<FilterSet> SmallSquaresPhonemes { get; } = SmallSquares(60, 84, 84, 84, 60);

    /// <summary>Returns layers of 3×3 filters.</summary>
    /// <param name="counts">The number of filters of each layer, at least 1; five times 128 for the vgg baseline of musicnn.</param>
    /// <returns>One set a layer, for any number of bins.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static IReadOnlyList<FilterSet> SmallSquares(params ReadOnlySpan<int> counts)
    {
        var layers = new FilterSet[counts.Length];
        for (var layer = 0; layer < counts.Length; layer++)
            layers[layer] = [FilterShape.Rectangular(3, 3).Times(counts[layer])];
        return layers;
    }
}
