namespace MusicCnn.Training;

/// <summary>Specifies the figure of the validation that tells a better epoch from a worse one.</summary>
public enum ValidationFigure
{
    /// <summary>The mean cost of the patches, the lowest of which is best.</summary>
    Loss,

    /// <summary>The share of the patches that are classified correctly; not for tags.</summary>
    PatchAccuracy,

    /// <summary>The share of the songs that are classified correctly by the vote of their patches; not for tags.</summary>
    SongAccuracy,

    /// <summary>The mean area under the tags' ROC curves; for tags only.</summary>
    RocAuc,

    /// <summary>The mean area under the tags' precision-recall curves; for tags only.</summary>
    PrAuc,
}
