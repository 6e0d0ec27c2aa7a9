namespace MusicCnn.Training;

/// <summary>Specifies how much the examples of each class count in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Every example counts alike, so that a frequent class counts more than a rare one.</summary>
    None,

    /// <summary>A class counts as its inverse frequency among the clips trained on: clips / (classes · clips of the class), the <c>balanced</c> of scikit-learn.</summary>
    Balanced,
}
