namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Specifies what the filters of a first layer are like.</summary>
internal enum FilterFamily
{
    /// <summary>One bin high.</summary>
    Temporal,

    /// <summary>One frame wide, or a few.</summary>
    Frequency,

    /// <summary>Temporal ones beside others.</summary>
    Mixed,

    /// <summary>Wide and high.</summary>
    Rectangles,

    /// <summary>Three by three, in several layers.</summary>
    Squares,

    /// <summary>Mixed ones that are never trained.</summary>
    Untrained,
}
