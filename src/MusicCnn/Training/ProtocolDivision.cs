namespace MusicCnn.Training;

/// <summary>Specifies how a protocol divides songs into those to train on, to validate with and to test with.</summary>
public enum ProtocolDivision
{
    /// <summary>Into folds by song, stratified and drawn from the seed, each of which is tested with once: <see cref="CrossValidation"/>.</summary>
    FoldsBySong,

    /// <summary>By the sixteen folders of MagnaTagATune: <see cref="MagnaTagATune"/>.</summary>
    MagnaTagATune,

    /// <summary>As the data set comes divided; the caller says how.</summary>
    Given,
}
