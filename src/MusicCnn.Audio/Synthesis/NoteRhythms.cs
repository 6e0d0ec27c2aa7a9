namespace MusicCnn.Audio.Synthesis;

/// <summary>Provides the rhythms of notes that synthetic sets draw from: four notes in eight steps each, so that none is denser, and so louder on average, than another.</summary>
internal static class NoteRhythms
{
    /// <summary>The rhythms that have names, and so may be classes.</summary>
    public static IReadOnlyList<(string Name, DrumPattern Pattern)> Named { get; } =
    [
        ("bursts", Line("XXXX ....")),
        ("dotted", Line("X..X X..X")),
        ("even", Line("X.X. X.X.")),
        ("syncopated", Line("X..X ..XX")),
    ];

    /// <summary>All rhythms.</summary>
    public static IReadOnlyList<DrumPattern> All { get; } =
    [
        .. Named.Select(rhythm => rhythm.Pattern),
        Line("X.XX .X.."),
        Line("XX.X X..."),
        Line("X..X X.X."),
        Line("XX.. X.X."),
    ];

    // Only the places and levels of the strokes count; the drum is not heard.
    private static DrumPattern Line(string line) => new(stepsPerBeat: 4, (Drum.Clave, line));
}
