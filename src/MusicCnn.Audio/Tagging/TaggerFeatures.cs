namespace MusicCnn.Audio.Tagging;

/// <summary>Specifies which features a <see cref="Taggram"/> holds beside the likelihoods: what layers of the network say of each patch.</summary>
/// <remarks>
/// <para>P patches, T frames of a patch (187), sizes in brackets those of the released networks. The names are the keys of <see cref="Taggram.Features"/>.
/// The original lays features that have a time axis with time first and all patches one behind the other; here patches are the first axis, and time is the last.</para>
/// </remarks>
[Flags]
public enum TaggerFeatures
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>musicnn: the timbral channels of the first layer, <c>timbral</c> [P, 408, T].</summary>
    Timbral = 1,

    /// <summary>musicnn: the temporal channels of the first layer, <c>temporal</c> [P, 153, T].</summary>
    Temporal = 1 << 1,

    /// <summary>musicnn: the three layers of the mid-end, <c>cnn1</c>, <c>cnn2</c>, <c>cnn3</c> [P, 64, T]; the latter two with the layer before added, as in the original.</summary>
    Cnn = 1 << 2,

    /// <summary>musicnn: <c>cnn2_before_sum</c> and <c>cnn3_before_sum</c> [P, 64, T], which the Keras port calls cnn2 and cnn3.</summary>
    CnnBeforeSum = 1 << 3,

    /// <summary>musicnn: the mean over time of all channels, <c>mean_pool</c> [P, 753].</summary>
    MeanPool = 1 << 4,

    /// <summary>musicnn: the maximum over time of the same channels, <c>max_pool</c> [P, 753], which the authors advise for other tasks.</summary>
    MaxPool = 1 << 5,

    /// <summary>musicnn: the normalized output of the dense layer, <c>penultimate</c> [P, 200].</summary>
    Penultimate = 1 << 6,

    /// <summary>vgg: the maps behind each pooling, <c>pool1</c> to <c>pool5</c> [P, 128, F', T'].</summary>
    Pools = 1 << 7,

    /// <summary>All that the network has.</summary>
    All = (1 << 8) - 1,
}
