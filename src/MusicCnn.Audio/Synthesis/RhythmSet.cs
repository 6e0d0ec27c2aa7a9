using MusicCnn.Internal;
using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a set of labelled clips that differ by rhythm only: the eight <see cref="DanceStyles"/> in ever new tempos, kits, chords and levels.</summary>
/// <remarks>
/// <para>Every piece draws its tempo from the range of its style and everything else (the sounds and levels of the drums,
/// the instrument and chords behind them, noise, loudness, the moment at which the clip begins) from one pool for all
/// styles. So the class cannot be told from a spectrum averaged over time, only from what happens when.</para>
/// <para>Clips are rendered when they are loaded. The same seed gives the same clips.</para>
/// </remarks>
public sealed class RhythmSet : IClipSource
{
    /// <summary>The revision of the music: it rises whenever the same settings begin to give other clips, so that files made earlier can be told from those made now.</summary>
    public const int Revision = 1;

    private readonly RhythmSetOptions _options;

    /// <summary>Initializes a new instance of the <see cref="RhythmSet"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The durations are in the wrong order.</exception>
    public RhythmSet(RhythmSetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        _options = options;
        Labels = [.. DanceStyles.All.Select(style => style.Name)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    public int Count => Labels.Count * _options.ClipsPerStyle;

    /// <summary>Returns the name of a clip: the path of its file within a folder that has a sub-folder for each class.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The name, such as <c>waltz/007.wav</c>.</returns>
    public string Name(int index) => FormattableString.Invariant($"{Labels[Label(index)]}/{index % _options.ClipsPerStyle:000}.wav");

    /// <inheritdoc/>
    public int Label(int index) => Require.Within(index, 0, Count - 1, "(clips)", nameof(index)) / _options.ClipsPerStyle;

    /// <inheritdoc/>
    public AudioClip Load(int index)
    {
        var style = DanceStyles.All[Label(index)];
        return RhythmPiece.Render(style, _options, new SeededRandom(_options.Seed, index));
    }
}
