using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a set of labelled clips that differ by timbre only: six instruments that play the same rhythms in the same range of pitches.</summary>
/// <remarks>
/// <para>A class is the harmonics of one of <see cref="Timbre.All"/>. Every piece draws its brightness and the strength of each harmonic a little beside
/// them, and everything else (rhythm, tempo, key, pitches, the envelope and length of the notes, loudness, noise, the moment at which the clip begins) from one pool
/// for all classes. Notes have the same power whatever their harmonics. So the class cannot be told from loudness over time, only from the spectrum.</para>
/// <para>Clips are rendered when they are loaded, in stereo. The same seed gives the same clips. Fundamentals lie between 131 and 494 Hz, harmonics below 7 kHz.</para>
/// </remarks>
public sealed class TimbreSet : SyntheticSet
{
    /// <summary>The revision of the music: it rises whenever the same settings begin to give other clips.</summary>
    public const int Revision = 1;

    private readonly TimbreSetOptions _options;

    /// <summary>Initializes a new instance of the <see cref="TimbreSet"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The durations are in the wrong order.</exception>
    public TimbreSet(TimbreSetOptions options)
        : base(options, NoteTimbres.All.Select(timbre => timbre.Name))
    {
        _options = options;
    }

    private protected override AudioClip Compose(int label, int number, SeededRandom random) =>
        NotePiece.Render(Melody.Draw(random.Pick(NoteRhythms.All), NoteTimbres.All[label].Harmonics, random), _options, random);
}
