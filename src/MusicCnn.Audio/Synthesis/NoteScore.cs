namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents what a piece of notes is composed of; how it is played is drawn.</summary>
/// <param name="Rhythm">When notes begin, repeated.</param>
/// <param name="SlowestTempo">The lowest tempo, in beats per minute.</param>
/// <param name="FastestTempo">The highest tempo, in beats per minute.</param>
/// <param name="Harmonics">The amplitude of each harmonic of the instrument, the fundamental first.</param>
/// <param name="Sonorities">The frequencies that sound together, in hertz, one of which each note of the rhythm draws.</param>
internal sealed record NoteScore(
    DrumPattern Rhythm,
    double SlowestTempo,
    double FastestTempo,
    IReadOnlyList<double> Harmonics,
    IReadOnlyList<IReadOnlyList<double>> Sonorities);
