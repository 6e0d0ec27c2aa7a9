using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>The published baselines. Counts are of trainable weights.</content>
public sealed partial record SmallSquareNetOptions
{
    /// <summary>Gets the baseline of <see cref="TimbreNetOptions.Tagging"/>: five layers of 3×3 filters without bias, 50 tags; 73,778 weights, or 74,130 with the moving statistics that Lasagne counts.</summary>
    /// <remarks>Epsilon and momentum are Lasagne's.</remarks>
    public static SmallSquareNetOptions Tagging { get; } = new()
    {
        Classes = 50,
        Bins = 128,
        Frames = 187,
        Blocks = Squares(FilterSets.SmallSquaresTagging, 1, [(1, 4), (4, 1), (2, 2), (2, 2), (1, 1)]),
        Padding = AxisPadding.Valid,
        Bias = false,
        BlockDropout = 0.25,
        DropsImage = true,
        BatchNormEpsilon = 1e-4,
        BatchNormMomentum = 0.1,
        Initialization = WeightInitialization.LasagneHe,
    };

    /// <summary>Gets the baseline of <see cref="TimbreNetOptions.Instruments"/>: eight layers of 3×3 filters with leaky ReLU, a hidden dense layer of 1024, 11 instruments; 1,446,123 weights.</summary>
    /// <remarks>After Han, Kim, Lee, "Deep convolutional neural networks for predominant instrument recognition in polyphonic music", TASLP 2017, in the form of the EUSIPCO authors' code, which pads each
    /// image by one zero and then convolves in Keras's mode 'same'. Takes images of 22.05 kHz, 128 bands and a second, in decibels of squared power:
    /// <see cref="FrontEnds.MelSpectrogramOptions.Librosa"/> with the compression of <see cref="FrontEnds.MelSpectrogramOptions.Eusipco2017Instruments"/>, of clips whose peak is 1.</remarks>
    public static SmallSquareNetOptions Instruments { get; } = new()
    {
        Classes = 11,
        Bins = 128,
        Frames = 43,
        Blocks = Squares(FilterSets.SmallSquaresInstruments, 2, [(3, 3), (3, 3), (3, 3), (1, 1)]),
        Padding = AxisPadding.Full,
        Activation = Activation.LeakyRelu,
        BatchNorm = BatchNormOrder.None,
        BlockDropout = 0.25,
        GlobalMaximum = true,
        HiddenUnits = 1024,
        Initialization = WeightInitialization.Glorot,
    };

    /// <summary>Gets a baseline of <see cref="TimbreNetOptions.Phonemes"/>: five layers of 3×3 filters after Choi and others (ISMIR 2016), 29 phonemes; 221,153 weights.</summary>
    /// <remarks>Filters and count are published. Inferred from the count: that filters have biases, that all five layers are normalized, and that pooling leaves one value of each of 60
    /// channels. How the pooling divides among the layers is not told by the count; here it is 2×2 four times and 5×1. Dropout is that of the network it is compared with.</remarks>
    public static SmallSquareNetOptions Phonemes { get; } = new()
    {
        Classes = 29,
        Bins = 80,
        Frames = 21,
        Blocks = Squares(FilterSets.SmallSquaresPhonemes, 1, [(2, 2), (2, 2), (2, 2), (2, 2), (5, 1)]),
        Dropout = 0.3,
    };

    /// <summary>Gets another baseline of <see cref="TimbreNetOptions.Phonemes"/>: 48 filters of 9×9, then 48 of 3×3, after Maas and others ("Building DNN acoustic models for large vocabulary speech
    /// recognition", 2017); 219,821 weights.</summary>
    /// <remarks>Filters and count are published. Inferred from the count: biases, normalization of both layers, no hidden layer, and 140 places left of each of 48 channels. 20×7 of them, behind one pooling of
    /// 4×3, is the division that padded filters leave of 80×21; the count does not tell which layer pools. Dropout is that of the network it is compared with.</remarks>
    public static SmallSquareNetOptions PhonemesMaas { get; } = Phonemes with
    {
        Blocks =
        [
            new() { Filters = FilterShape.Rectangular(9, 9).Times(48), PoolBins = 4, PoolFrames = 3 },
            new() { Filters = FilterShape.Rectangular(3, 3).Times(48) },
        ],
    };

    /// <summary>Returns blocks of a number of layers each, pooled by windows of bins × frames.</summary>
    private static FilterBlock[] Squares(IReadOnlyList<FilterSet> layers, int each, (int Bins, int Frames)[] pools) =>
        [.. layers.Chunk(each).Zip(pools, (block, pool) => new FilterBlock { Filters = block[0][0], Layers = each, PoolBins = pool.Bins, PoolFrames = pool.Frames })];
}
