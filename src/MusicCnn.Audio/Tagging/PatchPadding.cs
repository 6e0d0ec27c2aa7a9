namespace MusicCnn.Audio.Tagging;

/// <summary>Specifies what becomes of sound that does not fill a patch.</summary>
public enum PatchPadding
{
    /// <summary>Nothing: a clip shorter than a patch is an error, the rest of a longer one is dropped, as in the original.</summary>
    None,

    /// <summary>The clip is followed by digital silence until the patch is full.</summary>
    Silence,

    /// <summary>The frames of the patch are repeated from its start until it is full.</summary>
    Repeat,
}
