using MusicCnn.Signals;

namespace MusicCnn.Training;

/// <summary>Represents a set of songs with names; <see cref="IClipSource"/> says the one class of each, <see cref="ITagSource"/> its tags.</summary>
/// <remarks>A clip is a whole song or file. Data are split by clip, never by a part of one, so that no song is on both sides.</remarks>
public interface IClips
{
    /// <summary>Gets the names of the classes or tags; an index is a position.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Gets the number of clips.</summary>
    int Count { get; }

    /// <summary>Returns the name of a clip, such as its path, for messages and reports.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The name.</returns>
    string Name(int index);

    /// <summary>Loads a clip; thread-safe.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The clip, at whatever rate and number of channels it has.</returns>
    AudioClip Load(int index);
}
