namespace MusicCnn.Audio.Tagging;

/// <summary>Holds the tags of the released networks, in the order of their outputs.</summary>
/// <remarks>Source: the configuration of the package musicnn (Pons and Serra, 2019). Some tags mean the same, as the people who gave them wrote them:
/// <c>vocal</c>, <c>vocals</c>, <c>voice</c>.</remarks>
public static class TagLabels
{
    /// <summary>Gets the 50 tags of MagnaTagATune, the names of MTT_musicnn and MTT_vgg.</summary>
    public static IReadOnlyList<string> MagnaTagATune { get; } = Array.AsReadOnly<string>(
    [
        "guitar", "classical", "slow", "techno", "strings", "drums", "electronic", "rock", "fast", "piano",
        "ambient", "beat", "violin", "vocal", "synth", "female", "indian", "opera", "male", "singing", "vocals",
        "no vocals", "harpsichord", "loud", "quiet", "flute", "woman", "male vocal", "no vocal", "pop", "soft",
        "sitar", "solo", "man", "classic", "choir", "voice", "new age", "dance", "male voice", "female vocal",
        "beats", "harp", "cello", "no voice", "weird", "country", "metal", "female voice", "choral",
    ]);

    /// <summary>Gets the 50 tags of the Million Song Dataset, the names of MSD_musicnn and MSD_vgg.</summary>
    public static IReadOnlyList<string> MillionSongDataset { get; } = Array.AsReadOnly<string>(
    [
        "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock",
        "jazz", "beautiful", "metal", "chillout", "male vocalists", "classic rock", "soul", "indie rock", "Mellow",
        "electronica", "80s", "folk", "90s", "chill", "instrumental", "punk", "oldies", "blues", "hard rock",
        "ambient", "acoustic", "experimental", "female vocalist", "guitar", "Hip-Hop", "70s", "party", "country",
        "easy listening", "sexy", "catchy", "funk", "electro", "heavy metal", "Progressive rock", "60s", "rnb",
        "indie pop", "sad", "House", "happy",
    ]);
}
