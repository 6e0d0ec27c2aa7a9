namespace MusicCnn.Training;

/// <summary>Represents a set of songs that can tell what <see cref="IClips.Load"/> would return without loading it, so that what a cache has need not be decoded.</summary>
public interface IFingerprintedClips : IClips
{
    /// <summary>Returns a text that is another one whenever <see cref="IClips.Load"/> would return another sample, such as a checksum of the file beside the settings of loading; thread-safe.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The text.</returns>
    string Fingerprint(int index);
}
