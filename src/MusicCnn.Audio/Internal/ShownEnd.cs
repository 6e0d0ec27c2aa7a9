namespace MusicCnn.Audio.Internal;

/// <summary>Specifies where a decoding library finds the end of a stream.</summary>
internal enum ShownEnd
{
    /// <summary>Where it is.</summary>
    Actual,

    /// <summary>Nowhere: seeking from the end fails.</summary>
    None,

    /// <summary>At the start, as if the stream were empty.</summary>
    Start,
}
