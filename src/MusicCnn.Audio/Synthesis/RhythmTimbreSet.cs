using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a set of labelled clips that differ by rhythm and timbre: each of four rhythms played on each of three instruments, twelve classes.</summary>
/// <remarks>
/// <para>Who hears the rhythm alone is right in at most a third of the clips, who hears the timbre alone in at most a quarter. All rhythms have four notes in two beats at
/// tempos from one range, so that none is denser than another; all else is drawn as for <see cref="TimbreSet"/>, from one pool for all classes.</para>
/// <para>Clips are rendered when they are loaded, in stereo. The same seed gives the same clips. A rhythm repeats after 0.83 to 1.25 seconds.</para>
/// </remarks>
public sealed class RhythmTimbreSet : SyntheticSet
{
    /// <summary>The revision of the music: it rises whenever the same settings begin to give other clips.</summary>
    public const int Revision = 1;

    /// <summary>Three plainly different ones: strongest above the fundamental, odd harmonics only, falling from the fundamental on.</summary>
    private static readonly (string Name, IReadOnlyList<double> Harmonics)[] Timbres =
        [.. NoteTimbres.All.Where(timbre => timbre.Name is "brass" or "clarinet" or "pluck")];

    private readonly RhythmTimbreSetOptions _options;

    /// <summary>Initializes a new instance of the <see cref="RhythmTimbreSet"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The durations are in the wrong order.</exception>
    public RhythmTimbreSet(RhythmTimbreSetOptions options)
        : base(options, NoteRhythms.Named.SelectMany(_ => Timbres, (rhythm, timbre) => $"{rhythm.Name}-{timbre.Name}"))
    {
        _options = options;
        Rhythms = [.. NoteRhythms.Named.Select(rhythm => rhythm.Name)];
        Instruments = [.. Timbres.Select(timbre => timbre.Name)];
    }

    /// <summary>Gets the names of the rhythms.</summary>
    public IReadOnlyList<string> Rhythms { get; }

    /// <summary>Gets the names of the timbres.</summary>
    public IReadOnlyList<string> Instruments { get; }

    /// <summary>Returns the rhythm of a clip.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The position in <see cref="Rhythms"/>.</returns>
    public int RhythmOf(int index) => Label(index) / Timbres.Length;

    /// <summary>Returns the timbre of a clip.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The position in <see cref="Instruments"/>.</returns>
    public int InstrumentOf(int index) => Label(index) % Timbres.Length;

    private protected override AudioClip Compose(int label, int number, SeededRandom random)
    {
        var (rhythm, timbre) = (NoteRhythms.Named[label / Timbres.Length].Pattern, Timbres[label % Timbres.Length]);
        return NotePiece.Render(Melody.Draw(rhythm, timbre.Harmonics, random), _options, random);
    }
}
