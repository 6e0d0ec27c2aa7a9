namespace MusicCnn.Training;

/// <summary>Provides the division of MagnaTagATune that papers use.</summary>
/// <remarks>Source: the codes of EUSIPCO 2017 and musicnn; first in Dieleman, Schrauwen, "End-to-end learning for music audio", ICASSP 2014.</remarks>
public static class MagnaTagATune
{
    private const int LastTrained = 0xB;
    private const int Validated = 0xC;

    /// <summary>Returns the division: clips in the folders 0 to b to train on, in c to validate with, in d to f to test with.</summary>
    /// <param name="clips">The clips, whose names begin with the folder, such as <c>f/american_bach_soloists-….mp3</c>.</param>
    /// <returns>The division.</returns>
    /// <exception cref="ArgumentException">A clip is in none of the sixteen folders, or a part is empty.</exception>
    public static Fold Divide(IClips clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var parts = Enumerable.Range(0, clips.Count).ToLookup(clip => FolderOf(clips.Name(clip)) switch { <= LastTrained => 0, Validated => 1, _ => 2 });
        if (parts.Count < 3)
            throw new ArgumentException("The folders 0 to b, c, and d to f must each hold a clip, but not all of them do.", nameof(clips));
        return new(1, [.. parts[0]], [.. parts[1]], [.. parts[2]]);

        static int FolderOf(string name) => name.Length > 1 && name[1] == '/' && char.IsAsciiHexDigitLower(name[0])
            ? Convert.ToInt32(name[..1], 16)
            : throw new ArgumentException($"'{name}' is in none of MagnaTagATune's folders 0 to 9 and a to f.", nameof(clips));
    }
}
