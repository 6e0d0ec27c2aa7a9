using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents the settings of a <see cref="RecurrentPooling"/>; the defaults are those of model 14 of the musicnn-training repository.</summary>
public sealed record RecurrentPoolingOptions
{
    private const double MaxDropout = 0.99;

    /// <summary>Gets the number of channels of the features.</summary>
    public required int InChannels { get; init => field = Require.Positive(value, "channels"); }

    /// <summary>Gets the cells.</summary>
    /// <value>The default value is <see cref="RecurrentCell.Lstm"/>.</value>
    public RecurrentCell Cell { get; init => field = Require.Defined(value); } = RecurrentCell.Lstm;

    /// <summary>Gets the number of units of each layer in each direction.</summary>
    /// <value>The default value is 512.</value>
    public int Units { get; init => field = Require.Positive(value, "units"); } = 512;

    /// <summary>Gets the number of layers, each of which runs over the states of the one before.</summary>
    /// <value>The default value is 2.</value>
    public int Layers { get; init => field = Require.Positive(value, "layers"); } = 2;

    /// <summary>Gets whether each layer also runs from the last step to the first, which doubles its outputs.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Bidirectional { get; init; }

    /// <summary>Gets the share of values set to zero in training between layers, from 0 to 0.99; one layer has none.</summary>
    /// <value>The default value is 0.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); }

    /// <summary>Gets what is kept of the states of the last layer.</summary>
    /// <value>The default value is <see cref="RecurrentOutput.LastState"/>.</value>
    public RecurrentOutput Output { get; init => field = Require.Defined(value); } = RecurrentOutput.LastState;

    /// <summary>Gets the number of output values: Units, twice that in two directions.</summary>
    public int OutUnits => checked(Directions * Units);

    /// <summary>Gets the number of trainable weights, with the two biases a gate that PyTorch and cuDNN have; Keras's own layers have one, gates·Units fewer for each layer
    /// and direction.</summary>
    public long ParameterCount => Weights(InChannels) + (Layers - 1) * Weights(OutUnits);

    internal int Directions => Bidirectional ? 2 : 1;

    /// <summary>Returns the weights of a layer: for each gate a row for each unit, of inputs, states and two biases.</summary>
    private long Weights(long inputs) => Directions * (Cell == RecurrentCell.Lstm ? 4L : 3L) * Units * (inputs + Units + 2);
}
