namespace MusicCnn.Training;

/// <summary>Represents a store of images and waveforms that were computed before; <c>MusicCnn.Audio.FeatureCache</c> keeps them in a folder.</summary>
/// <remarks>Members are called from several threads at once. An entry may be gone at any time: it is then computed again.</remarks>
public interface IFeatureCache
{
    /// <summary>Returns what was stored under a key.</summary>
    /// <param name="key">The key: 64 hexadecimal digits in lower case, a checksum of everything that decides about the numbers.</param>
    /// <returns>The features, which the caller disposes of, or <see langword="null"/> where there are none that are whole.</returns>
    ClipFeatures? Find(string key);

    /// <summary>Stores features under a key, if there is room.</summary>
    /// <param name="key">The key, as for <see cref="Find"/>.</param>
    /// <param name="features">The features, which stay the caller's.</param>
    void Store(string key, ClipFeatures features);
}
