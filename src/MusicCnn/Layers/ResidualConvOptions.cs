using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents the settings of a <see cref="ResidualConv"/>; the defaults are musicnn's.</summary>
public sealed record ResidualConvOptions
{
    /// <summary>Gets the number of channels of the features.</summary>
    public required int InChannels { get; init => field = Require.Positive(value, "channels"); }

    /// <summary>Gets the number of filters of each layer.</summary>
    /// <value>The default value is 64; 512 in the large musicnn.</value>
    public int Filters { get; init => field = Require.Positive(value, "filters"); } = 64;

    /// <summary>Gets the number of layers.</summary>
    /// <value>The default value is 3.</value>
    public int Layers { get; init => field = Require.Positive(value, "layers"); } = 3;

    /// <summary>Gets the width of the filters, in frames.</summary>
    /// <value>The default value is 7.</value>
    public int Frames { get; init => field = Require.Positive(value, "frames"); } = 7;

    /// <summary>Gets whether each layer but the first is added to what goes into it.</summary>
    /// <value>The default value is <see langword="true"/>; <see langword="false"/> is a plain stack.</value>
    public bool Residual { get; init; } = true;

    /// <summary>Gets whether the features and the outputs of all layers are stacked, instead of the last output alone.</summary>
    /// <value>The default value is <see langword="true"/>: the dense stack of the released musicnn, 561 + 3·64 channels.</value>
    public bool Dense { get; init; } = true;

    /// <summary>Gets the nonlinearity.</summary>
    /// <value>The default value is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init => field = Require.Defined(value); } = Activation.Relu;

    /// <summary>Gets where the channels are normalized over the batch.</summary>
    /// <value>The default value is <see cref="BatchNormOrder.AfterActivation"/>.</value>
    public BatchNormOrder BatchNorm { get; init => field = Require.Defined(value); } = BatchNormOrder.AfterActivation;

    /// <summary>Gets whether each layer but the first is added before its normalization, which then has no use: only the first layer is normalized.</summary>
    /// <value>The default value is <see langword="false"/>, as in the released musicnn; its training code has <see langword="true"/>. It counts where layers are added
    /// and normalized behind the activation.</value>
    public bool AddsBeforeNorm { get; init; }

    /// <summary>Gets whether the normalizations that <see cref="AddsBeforeNorm"/> leaves without use are made nevertheless, as TensorFlow makes and counts them:
    /// 2·Filters weights for each layer but the first that change no output and get no gradient.</summary>
    /// <value>The default value is <see langword="false"/>; <see langword="true"/> where the original's number of weights matters.</value>
    public bool KeepsIdleNorms { get; init; }

    /// <summary>Gets whether the features may have fewer frames than a filter, which then reaches into zeros at both ends at once.</summary>
    /// <value>The default value is <see langword="false"/>; <see langword="true"/> in musicnn.</value>
    public bool FiltersMayExceedImage { get; init; }

    /// <summary>Gets the number added to the variance in batch normalization.</summary>
    /// <value>The default value is 1e-3, as in TensorFlow and Keras.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics of batch normalization, from 0 to 1.</summary>
    /// <value>The default value is 0.01, the 0.99 of TensorFlow and Keras.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of output channels: InChannels + Layers·Filters of a dense stack, else Filters.</summary>
    public int OutChannels => Dense ? checked(InChannels + Layers * Filters) : Filters;

    /// <summary>Gets the number of trainable weights, those without use included where they are kept.</summary>
    public long ParameterCount => Layer(0).ParameterCount + (Layers > 1 ? (Layers - 1) * Layer(1).ParameterCount : 0) + IdleNorms * 2L * Filters;

    /// <summary>Gets the number of frames that one output value sees: Layers·(Frames − 1) + 1.</summary>
    public long ReceptiveFrames => (long)Layers * (Frames - 1) + 1;

    /// <summary>Gets the number of normalizations that are made and not used.</summary>
    internal int IdleNorms => KeepsIdleNorms && SumsAreNotNormalized ? Layers - 1 : 0;

    private bool SumsAreNotNormalized => Residual && AddsBeforeNorm && BatchNorm == BatchNormOrder.AfterActivation;

    /// <summary>Returns the settings of one layer.</summary>
    internal MixedShapeConvOptions Layer(int layer) => new()
    {
        InChannels = layer == 0 ? InChannels : Filters,
        Groups = FilterSet.Of(FilterShape.Temporal(Frames).Times(Filters)),
        Activation = Activation,
        BatchNorm = layer > 0 && SumsAreNotNormalized ? BatchNormOrder.None : BatchNorm,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        FiltersMayExceedImage = FiltersMayExceedImage,
    };
}
