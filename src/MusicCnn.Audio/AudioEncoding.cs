using System.Diagnostics.CodeAnalysis;

namespace MusicCnn.Audio;

/// <summary>Specifies how samples are stored in a WAV file.</summary>
public enum AudioEncoding
{
    /// <summary>16-bit integers: 96 dB of range; what lies outside [-1, 1] is clipped.</summary>
    Pcm16,

    /// <summary>24-bit integers: 144 dB of range; what lies outside [-1, 1] is clipped.</summary>
    Pcm24,

    /// <summary>32-bit floating-point numbers: the samples as they are.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The encoding is known by this name.")]
    Float32,
}
