using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>The published networks. Counts are of trainable weights; where Keras counts moving statistics too, the larger one stands in parentheses.</content>
public sealed partial record TimbreNetOptions
{
    /// <summary>Gets the tagger of MagnaTagATune: 50 tags; 74,526 weights, with a <see cref="Scale"/> of 2 191,006 and of 4 565,278.</summary>
    /// <remarks>Takes the images of <see cref="FrontEnds.MelSpectrogramOptions.Eusipco2017Tagging"/>, three seconds long.</remarks>
    public static TimbreNetOptions Tagging { get; } = new()
    {
        Classes = 50,
        Bins = 128,
        Frames = 187,
        Filters = FilterSets.TimbreTagging(),
        Pooling = new() { Bins = null, Frames = 4 },
        Blocks = [EightFrames],
        HiddenUnits = 100,
        Initialization = WeightInitialization.LasagneHe,
    };

    /// <summary>Gets the network of one layer for the predominant instrument, IRMAS: 11 instruments; 61,867 weights (62,763).</summary>
    /// <remarks>As the released weights are. The published code has heights of 50 and 70 bins instead of 5 and 80, which makes 78,667.
    /// Takes the images of <see cref="FrontEnds.MelSpectrogramOptions.Eusipco2017Instruments"/>, 2.7 seconds long.</remarks>
    public static TimbreNetOptions Instruments { get; } = new()
    {
        Classes = 11,
        Bins = 96,
        Frames = 128,
        Filters = FilterSets.TimbreInstruments(),
        FrequencyPadding = AxisPadding.Same,
        BatchNorm = BatchNormOrder.BeforeActivation,
        Pooling = new() { Bins = null, Frames = 32 },
        Initialization = WeightInitialization.He,
    };

    /// <summary>Gets the network of several layers for the predominant instrument: 742,315 weights (743,723).</summary>
    public static TimbreNetOptions InstrumentsMultiLayer { get; } = Instruments with
    {
        Pooling = FeaturePooling.Windows(24, 32),
        Blocks = [Square, Square],
        BlockBatchNorm = BatchNormOrder.BeforeActivation,
        BlockDropout = 0.25,
        HiddenUnits = 256,
    };

    /// <summary>Gets the network for sung phonemes, jingju: 29 phonemes; 222,557 weights.</summary>
    /// <remarks>As the released weights are, with four times the 32, 16 and 8 filters of each height. Padding, the place of the dropout and what the weights started from are not told by their
    /// sizes: it is <see cref="AxisPadding.Valid"/> in time, which the maximum over all time makes a matter of the edges, and the dropout is in front of the dense layer.
    /// Takes the images of <see cref="FrontEnds.MelSpectrogramOptions.Eusipco2017Phonemes"/>, a fifth of a second long.</remarks>
    public static TimbreNetOptions Phonemes { get; } = new()
    {
        Classes = 29,
        Bins = 80,
        Frames = 21,
        Filters = FilterSets.TimbrePhonemes(),
        TimePadding = AxisPadding.Valid,
        Pooling = new() { Bins = 2, Frames = null },
        Dropout = 0.3,
    };

    /// <summary>Gets a tagger of filters as high as the image, which hear absolute pitch: a baseline of musicnn, 50 tags, 66,784 weights.</summary>
    /// <remarks>Model 0 of the musicnn-training repository, after Dieleman and Schrauwen, "End-to-end learning for music audio", ICASSP 2014. Differences: the original flattens
    /// time before channels, which only the order of weights in its file tells, and starts from normal draws cut at two deviations.</remarks>
    public static TimbreNetOptions Dieleman { get; } = new()
    {
        Classes = 50,
        Bins = 96,
        Frames = 187,
        Filters = FilterSets.FullHeight(),
        TimePadding = AxisPadding.Valid,
        Activation = Activation.Relu,
        NormalizeInput = true,
        Pooling = new() { Bins = null, Frames = 4 },
        Blocks = [EightFrames],
        HiddenUnits = 100,
        Dropout = 0,
        Initialization = WeightInitialization.He,
    };

    /// <summary>Gets the tagger as musicnn's authors trained it again, with ReLU, batch normalization, no dropout and no pooling over time behind the first layer: 50 tags, 185,856 weights.</summary>
    /// <remarks>Model 3 of the musicnn-training repository. Differences: as for <see cref="Dieleman"/>.</remarks>
    public static TimbreNetOptions MusicnnBaseline { get; } = Dieleman with
    {
        Filters = FilterSets.TimbreShares(),
        TimePadding = AxisPadding.Same,
        BatchNorm = BatchNormOrder.AfterActivation,
        Pooling = FeaturePooling.OverFrequency,
    };

    private static FilterBlock EightFrames => new()
    {
        Filters = FilterShape.Temporal(8).Times(32) with { TimePadding = AxisPadding.Valid },
        PoolFrames = 4,
    };

    private static FilterBlock Square => new() { Filters = FilterShape.Rectangular(3, 3).Times(128), PoolBins = 2, PoolFrames = 2 };
}
