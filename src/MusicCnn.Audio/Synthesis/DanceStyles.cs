namespace MusicCnn.Audio.Synthesis;

/// <summary>Provides eight styles after the ballroom dances, simplified: what a listener tells them apart by, not how a band plays them.</summary>
/// <remarks>
/// <para>All use the same three drums and their tempos overlap, so that neither the sounds nor the tempo alone give a style away.
/// Beats are quarter notes; tempos follow those danced in competitions, widened.</para>
/// </remarks>
public static class DanceStyles
{
    /// <summary>Gets the cha-cha-cha, whose name is its rhythm: two, three, four-and-one.</summary>
    public static DanceStyle ChaChaCha { get; } = new("cha-cha-cha", 110, 130,
        Bar(4, "X... .... x... x.x.", ".... X... .... X.x.", "x... x... x... x..."),
        Bar(4, "X... x... x... X.X.", ".... X... .... x.x.", "x.x. x.x. x.x. x.x."));

    /// <summary>Gets the jive: swung eighths, the second and fourth beat struck.</summary>
    public static DanceStyle Jive { get; } = new("jive", 150, 176,
        Bar(3, "X.. ... X.. ...", "... X.. ... X..", "x.. x.x x.. x.x"),
        Bar(3, "X.. ..x X.. ..x", "... X.. ... X..", "x.x x.x x.x x.x"));

    /// <summary>Gets the quickstep: a fast march in straight eighths.</summary>
    public static DanceStyle Quickstep { get; } = new("quickstep", 172, 204,
        Bar(4, "X... .... X... ....", ".... X... .... X...", "x... x.x. x... x.x."),
        Bar(4, "X... x... X... x...", ".... X... .... X.x.", "x.x. x.x. x.x. x.x."));

    /// <summary>Gets the rumba, led by the son clave.</summary>
    public static DanceStyle Rumba { get; } = new("rumba", 92, 114,
        Bar(4, "X... ..x. X... ..x.", "X..X ..X. ..X. X...", "x.x. x.x. x.x. x.x."),
        Bar(4, "X... .... X... x...", "..X. X... X..X ..X.", "x... x... x... x..."));

    /// <summary>Gets the samba: running sixteenths over a low drum that answers on the second beat.</summary>
    public static DanceStyle Samba { get; } = new("samba", 92, 112,
        Bar(4, "x..x X..x x..x X..x", "X.X. .X.X X.X. X.X.", "Xoox Xoox Xoox Xoox"),
        Bar(4, "x... X..x x... X..x", ".X.X X.X. X.X. .X.X", "xoxo xoxo xoxo xoxo"));

    /// <summary>Gets the tango: four hard beats, a drag into the first, or the three-three-two of the milonga.</summary>
    public static DanceStyle Tango { get; } = new("tango", 116, 136,
        Bar(4, "X... X... X... X...", "X... .... .... .oxX", "x... x... x... x..."),
        Bar(4, "X..X ..X. X..X ..X.", "X... .... X... ..xX", "x... x... x... x.x."));

    /// <summary>Gets the slow waltz: three beats, the first low.</summary>
    public static DanceStyle Waltz { get; } = new("waltz", 84, 104,
        Bar(4, "X... .... ....", ".... X... X...", "x... x... x..."),
        Bar(4, "X... .... ..x.", ".... X... X...", "x.x. x.x. x.x."));

    /// <summary>Gets the Viennese waltz: the same at twice the speed, the second beat early.</summary>
    public static DanceStyle VienneseWaltz { get; } = new("viennese-waltz", 156, 184,
        Bar(4, "X... .... ....", "...X .... X...", "x... x... x..."),
        Bar(4, "X... .... x...", "...X .... X...", "x... x.x. x.x."));

    /// <summary>Gets all eight, in alphabetical order.</summary>
    public static IReadOnlyList<DanceStyle> All { get; } =
        [ChaChaCha, Jive, Quickstep, Rumba, Samba, Tango, VienneseWaltz, Waltz];

    private static DrumPattern Bar(int stepsPerBeat, string kick, string snare, string hat) =>
        new(stepsPerBeat, (Drum.Kick, kick), (Drum.Snare, snare), (Drum.ClosedHat, hat));
}
