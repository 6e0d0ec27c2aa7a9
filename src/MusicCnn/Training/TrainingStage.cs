namespace MusicCnn.Training;

/// <summary>Specifies what is being done at the moment.</summary>
public enum TrainingStage
{
    /// <summary>Clips are loaded and their images computed; counted in clips.</summary>
    Preparing,

    /// <summary>The network learns; counted in steps over all epochs.</summary>
    Training,

    /// <summary>The network is tested; counted in clips.</summary>
    Evaluating,
}
