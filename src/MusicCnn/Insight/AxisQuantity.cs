namespace MusicCnn.Insight;

/// <summary>Specifies what the numbers of an axis mean, and with it how they are written and where its ticks lie.</summary>
public enum AxisQuantity
{
    /// <summary>Plain numbers: 0, 0.5, 1.0.</summary>
    Number,

    /// <summary>Seconds: 0, 0.5, 1.0; beyond two minutes as 2:30.</summary>
    Seconds,

    /// <summary>Frequencies in hertz: 100, 1k, 10k.</summary>
    Hertz,

    /// <summary>Frequencies in hertz, written as the nearest notes of equal temperament with A4 = 440 Hz: C4, C♯4.</summary>
    Notes,

    /// <summary>Frequencies in hertz, written as the nearest pitch classes: C, C♯, whatever the octave.</summary>
    PitchClasses,

    /// <summary>Tempi in beats per minute: 60, 120, 240.</summary>
    BeatsPerMinute,
}
