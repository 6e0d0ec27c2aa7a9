using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a dance-like style: rhythms that belong to it, and the tempos at which it is played.</summary>
/// <remarks>A style is nothing but time. What it sounds like comes from kits and chords that all styles share.</remarks>
public sealed class DanceStyle
{
    /// <summary>Initializes a new instance of the <see cref="DanceStyle"/> class.</summary>
    /// <param name="name">The name, which becomes a class label and the name of a folder.</param>
    /// <param name="slowest">The lowest tempo, in beats per minute, above zero.</param>
    /// <param name="fastest">The highest tempo, in beats per minute, not below <paramref name="slowest"/>.</param>
    /// <param name="patterns">The rhythms, of which each piece of music has one; at least one.</param>
    public DanceStyle(string name, double slowest, double fastest, params IReadOnlyList<DrumPattern> patterns)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(patterns);
        Name = name;
        SlowestTempo = Require.Positive(slowest, "beats per minute", nameof(slowest));
        FastestTempo = Require.Within(fastest, slowest, 1_000, "beats per minute", nameof(fastest));
        Require.Positive(patterns.Count, "patterns", nameof(patterns));
        Patterns = [.. patterns];
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the lowest tempo, in beats per minute.</summary>
    public double SlowestTempo { get; }

    /// <summary>Gets the highest tempo, in beats per minute.</summary>
    public double FastestTempo { get; }

    /// <summary>Gets the rhythms.</summary>
    public IReadOnlyList<DrumPattern> Patterns { get; }

    /// <summary>Returns the name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
