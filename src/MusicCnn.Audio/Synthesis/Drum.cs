namespace MusicCnn.Audio.Synthesis;

/// <summary>Specifies an instrument of a drum kit.</summary>
public enum Drum
{
    /// <summary>The bass drum: low and short.</summary>
    Kick,

    /// <summary>The snare drum: a tone with noise above it.</summary>
    Snare,

    /// <summary>A tom: a tuned drum without a rattle.</summary>
    Tom,

    /// <summary>Two cymbals held together: high noise, very short.</summary>
    ClosedHat,

    /// <summary>Two cymbals held apart: high noise that rings.</summary>
    OpenHat,

    /// <summary>The ride cymbal: high noise that rings longest.</summary>
    Ride,

    /// <summary>Two sticks of hard wood: a short high tone.</summary>
    Clave,

    /// <summary>A bell without a clapper: a short tone in the middle.</summary>
    Cowbell,
}
