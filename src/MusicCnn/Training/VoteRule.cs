namespace MusicCnn.Training;

/// <summary>Specifies how the patches of a song agree on one class for the song.</summary>
public enum VoteRule
{
    /// <summary>Each patch votes for its most probable class; where classes have equally many votes, the mean probability decides between them.</summary>
    Majority,

    /// <summary>The class with the highest mean probability over the patches, as <c>AudioClassifier.Predict</c> ranks them.</summary>
    MeanProbability,
}
