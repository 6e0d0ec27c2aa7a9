namespace MusicCnn.Training;

/// <summary>Represents a set of songs of one class each, to train on or to test with; folders of files, arrays and generators implement it.</summary>
public interface IClipSource : IClips
{
    /// <summary>Returns the class of a clip.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The position in <see cref="IClips.Labels"/>.</returns>
    int Label(int index);
}
