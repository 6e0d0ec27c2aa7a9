using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the sound of a pitched instrument: the strengths of its harmonics and its envelope.</summary>
/// <remarks>The amplitudes are relative: a note is scaled so that they add up to 1 and no phase can make it clip.</remarks>
public sealed record Timbre
{
    /// <summary>Gets a single harmonic.</summary>
    public static Timbre Sine { get; } = new() { Harmonics = [1] };

    /// <summary>Gets odd harmonics only, as in a cylindrical pipe closed at one end.</summary>
    public static Timbre Clarinet { get; } = new()
    {
        Harmonics = [1, 0, 0.75, 0, 0.5, 0, 0.14, 0, 0.5, 0, 0.12],
        Envelope = new() { Attack = TimeSpan.FromMilliseconds(40), Sustain = 0.9 },
    };

    /// <summary>Gets the drawbars of an organ: a few harmonics, mostly octaves, steady until the key is let go.</summary>
    public static Timbre Organ { get; } = new()
    {
        Harmonics = [1, 0.8, 0.4, 0.6, 0, 0.2, 0, 0.4],
        Envelope = new() { Attack = TimeSpan.FromMilliseconds(10), Sustain = 1 },
    };

    /// <summary>Gets all harmonics falling by their number, as of a bowed string, with a soft beginning.</summary>
    public static Timbre Strings { get; } = new()
    {
        Harmonics = [.. Enumerable.Range(1, 14).Select(n => 1.0 / n)],
        Envelope = new() { Attack = TimeSpan.FromMilliseconds(120), Sustain = 0.9, Release = TimeSpan.FromMilliseconds(100) },
    };

    /// <summary>Gets a plucked string, which starts at once and dies away.</summary>
    public static Timbre Pluck { get; } = new()
    {
        Harmonics = [1, 0.6, 0.45, 0.2, 0.15, 0.1, 0.05],
        Envelope = new() { Attack = TimeSpan.FromMilliseconds(2), Decay = TimeSpan.FromMilliseconds(500), Sustain = 0 },
    };

    /// <summary>Gets a brass-like sound whose strongest harmonics lie above the fundamental.</summary>
    public static Timbre Brass { get; } = new()
    {
        Harmonics = [0.6, 0.9, 1, 0.8, 0.6, 0.45, 0.3, 0.2, 0.1],
        Envelope = new() { Attack = TimeSpan.FromMilliseconds(50), Sustain = 0.8 },
    };

    /// <summary>Gets every timbre above.</summary>
    public static IReadOnlyList<Timbre> All { get; } = [Sine, Clarinet, Organ, Strings, Pluck, Brass];

    /// <summary>Gets the amplitude of each harmonic, the fundamental first; at least one above zero, none below.</summary>
    public required IReadOnlyList<double> Harmonics
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Harmonics));
            foreach (var amplitude in value)
                Require.NotNegative(amplitude, "of amplitude");
            Require.Positive(value.Sum(), "of amplitude in all harmonics together");
            field = [.. value];
        }
    }

    /// <summary>Gets the loudness over time.</summary>
    /// <value>The default value is a percussive beginning and a steady tone.</value>
    public Envelope Envelope { get; init => field = value ?? throw new ArgumentNullException(nameof(Envelope)); } = new();
}
