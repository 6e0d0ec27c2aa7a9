using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents a task whose answer is known.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">What tells the classes apart, and what does not.</param>
/// <param name="Source">Makes the clips for a seed.</param>
internal sealed record ComparedTask(string Name, string Summary, Func<int, IClipSource> Source)
{
    /// <summary>Gets what says of a source all that decides what its clips are.</summary>
    public required Func<IClipSource, string> Describe { get; init; }

    /// <summary>Gets what divides the clips into a number of folds by a seed: by clip, each tested with once.</summary>
    public Func<IClipSource, int, int, IReadOnlyList<Fold>> Folds { get; init; } = (source, folds, seed) => CrossValidation.ByClip(source, folds, seed);

    /// <summary>Gets whether its classes are about pitch, so that networks are also compared on a constant-Q transform.</summary>
    public bool IsAboutPitch { get; init; }

    /// <summary>Gets whether it is only for networks that are compared on both front-ends.</summary>
    public bool IsOnlyForPitch { get; init; }

    /// <summary>Returns whether a system is compared on it.</summary>
    public bool Takes(ComparedSystem system) => IsOnlyForPitch ? system.IsComparedForPitch : IsAboutPitch || !system.IsOnlyForPitch;
}
