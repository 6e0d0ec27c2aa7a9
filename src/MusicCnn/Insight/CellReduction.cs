namespace MusicCnn.Insight;

/// <summary>Specifies which value a pixel shows where an image has more cells than the picture has pixels.</summary>
public enum CellReduction
{
    /// <summary>The greatest of its cells: a click or a thin line of a harmonic stays visible.</summary>
    Maximum,

    /// <summary>The mean of its cells: the impression of the whole stays right.</summary>
    Mean,
}
