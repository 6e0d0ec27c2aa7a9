namespace MusicCnn.Training;

/// <summary>Represents a set of songs with any number of tags each, to train taggers on and to test them with.</summary>
public interface ITagSource : IClips
{
    /// <summary>Returns the tags of a clip.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The positions in <see cref="IClips.Labels"/>, each once; none for a song without tags.</returns>
    IReadOnlyList<int> Tags(int index);
}
