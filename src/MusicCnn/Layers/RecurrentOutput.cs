namespace MusicCnn.Layers;

/// <summary>Specifies what is kept of the states that a recurrent layer goes through.</summary>
public enum RecurrentOutput
{
    /// <summary>The state behind the last step; of a second direction, which runs backward, that behind the first.</summary>
    LastState,

    /// <summary>The largest value of each unit over all steps.</summary>
    Max,

    /// <summary>The mean of each unit over all steps.</summary>
    Mean,
}
