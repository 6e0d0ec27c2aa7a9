namespace MusicCnn.Training;

/// <summary>Specifies which patches of a song are trained on in an epoch.</summary>
public enum PatchSampling
{
    /// <summary>Patches at places drawn anew in every epoch, <see cref="TrainerOptions.PatchesPerClip"/> of each song: no two epochs are alike.</summary>
    Random,

    /// <summary>All patches of each song, one behind the other, in every epoch; long songs count more than short ones.</summary>
    Sequential,
}
