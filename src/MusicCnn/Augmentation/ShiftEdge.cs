namespace MusicCnn.Augmentation;

/// <summary>Specifies what a shift puts into the places that it leaves.</summary>
public enum ShiftEdge
{
    /// <summary>What leaves at one end comes in at the other.</summary>
    Circular,

    /// <summary>A constant: silence.</summary>
    Constant,
}
