namespace MusicCnn.Samples.TrainClassifier;

/// <summary>What errors of the library call settings, and what this program's options are called instead.</summary>
internal static class OptionWords
{
    public static IReadOnlyList<(string Setting, string Option)> All { get; } =
    [
        ("set SkipUnreadable to leave such files out", "leave such files out by --skip-unreadable"),
        ("Set the folder, or leave missing files out (SkipMissing)", "Set the folder by --data, or leave missing files out by --skip-unreadable"),
        ("Take longer patches.", "Take longer patches (--patch)."),
        ("Take a front-end of more bins.", "Take a front-end of more bins (--frontend)."),
        ("Take RawWaveform as the front-end.", "Take --frontend waveform."),
        ("Take a scale of 1.", "Leave --scale out."),
        ("and DropLast leaves out what fills none. Make batches smaller,", "and the protocol leaves out what fills none. Make batches smaller (--batch),"),
    ];
}
