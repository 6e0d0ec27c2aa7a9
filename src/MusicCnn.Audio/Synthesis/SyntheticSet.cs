using MusicCnn.Internal;
using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a set of labelled clips that are composed when they are loaded, so that what tells the classes apart is known.</summary>
/// <remarks>
/// <para>The clips of a class stand one behind the other, as many of each. A clip depends on the settings and its position alone: the same seed gives the
/// same bits on the same machine, in any order and on any number of threads.</para>
/// </remarks>
public abstract class SyntheticSet : IClipSource
{
    private readonly SyntheticSetOptions _options;

    private protected SyntheticSet(SyntheticSetOptions options, IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        _options = options;
        Labels = [.. labels];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    public int Count => Labels.Count * _options.ClipsPerClass;

    /// <summary>Returns the name of a clip: the path of its file within a folder that has a sub-folder for each class.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The name, such as <c>waltz/007.wav</c>.</returns>
    public string Name(int index) => FormattableString.Invariant($"{Labels[Label(index)]}/{index % _options.ClipsPerClass:000}.wav");

    /// <inheritdoc/>
    public int Label(int index) => Require.Within(index, 0, Count - 1, "(clips)", nameof(index)) / _options.ClipsPerClass;

    /// <inheritdoc/>
    public AudioClip Load(int index) => Compose(Label(index), index % _options.ClipsPerClass, new SeededRandom(_options.Seed, index));

    /// <summary>Composes a clip.</summary>
    /// <param name="label">The class.</param>
    /// <param name="number">Which clip of the class it is, from 0.</param>
    /// <param name="random">All draws of the clip.</param>
    private protected abstract AudioClip Compose(int label, int number, SeededRandom random);
}
