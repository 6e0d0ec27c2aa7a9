namespace MusicCnn.Augmentation;

/// <summary>Represents what an example is mixed with: λ of itself and 1 − λ of its partner.</summary>
/// <param name="Partner">The partner, as a position in the batch.</param>
/// <param name="Weight">The weight λ of the example itself, from 0 to 1.</param>
public readonly record struct MixupPair(int Partner, double Weight);
