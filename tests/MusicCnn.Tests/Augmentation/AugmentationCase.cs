using MusicCnn.Augmentation;

namespace MusicCnn.Tests.Augmentation;

/// <summary>Represents one augmentation with an example of its input, for the contract tests.</summary>
internal sealed record AugmentationCase(string Name, Func<int, AugmentationLayer> Build, long[] Input)
{
    /// <summary>Gets a value indicating whether the gradient is that of central differences: noise counts as a constant, though its level follows the signal.</summary>
    public bool Differentiable { get; init; } = true;

    /// <summary>Gets a shape that the augmentation does not take, although others do.</summary>
    public long[]? Refused { get; init; }
}
