using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a set of labelled clips that differ by rhythm only: the eight <see cref="DanceStyles"/> in ever new tempos, kits, chords and levels.</summary>
/// <remarks>
/// <para>Every piece draws its tempo from the range of its style and everything else (the sounds and levels of the drums,
/// the instrument and chords behind them, noise, loudness, the moment at which the clip begins) from one pool for all
/// styles. So the class cannot be told from a spectrum averaged over time, only from what happens when.</para>
/// <para>Clips are rendered when they are loaded, in stereo. The same seed gives the same clips.</para>
/// </remarks>
public sealed class RhythmSet : SyntheticSet
{
    /// <summary>The revision of the music: it rises whenever the same settings begin to give other clips, so that files made earlier can be told from those made now.</summary>
    public const int Revision = 1;

    private readonly RhythmSetOptions _options;

    /// <summary>Initializes a new instance of the <see cref="RhythmSet"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The durations are in the wrong order.</exception>
    public RhythmSet(RhythmSetOptions options)
        : base(options, DanceStyles.All.Select(style => style.Name))
    {
        _options = options;
    }

    private protected override AudioClip Compose(int label, int number, SeededRandom random) =>
        RhythmPiece.Render(DanceStyles.All[label], _options, random);
}
