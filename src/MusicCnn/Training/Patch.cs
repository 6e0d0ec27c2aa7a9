namespace MusicCnn.Training;

/// <summary>Represents one patch of an epoch.</summary>
/// <param name="Clip">The clip, as a position in its source.</param>
/// <param name="Number">The number of the patch among those of its clip, from 0.</param>
/// <param name="Start">The first frame or sample.</param>
internal readonly record struct Patch(int Clip, int Number, long Start)
{
    /// <summary>Gets a number that no other patch of the epoch has: what the draws of augmentations derive from.</summary>
    public long Item => ((long)Clip << 32) | (uint)Number;
}
