namespace MusicCnn.Audio.Synthesis;

/// <summary>Provides chords by the intervals above their root.</summary>
internal static class ChordQualities
{
    /// <summary>The chords, in alphabetical order, as semitones above the root. No two have the same intervals, whatever note is the lowest.</summary>
    public static IReadOnlyList<(string Name, int[] Semitones)> All { get; } =
    [
        ("augmented", [0, 4, 8]),
        ("diminished", [0, 3, 6]),
        ("dominant-seventh", [0, 4, 7, 10]),
        ("major", [0, 4, 7]),
        ("minor", [0, 3, 7]),
        ("minor-seventh", [0, 3, 7, 10]),
    ];
}
