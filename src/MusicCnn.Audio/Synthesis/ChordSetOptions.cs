using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the settings of a <see cref="ChordSet"/>; they compare by value.</summary>
public sealed record ChordSetOptions : SyntheticSetOptions
{
    /// <summary>Gets the roots of the chords, as pitch classes from 0, C, to 11, B; all different. The clips of a class take them in turn.</summary>
    /// <value>By default all twelve. Where one key is learned and others are tested, none should be four or eight semitones from another; see <see cref="ChordSet"/>.</value>
    public IReadOnlyList<int> Keys { get; init => field = Checked(value, nameof(Keys)); } = new ValueList<int>(Enumerable.Range(0, 12));

    internal override void Validate(string name)
    {
        base.Validate(name);
        if (ClipsPerClass < Keys.Count)
            throw new ArgumentException($"Each of the {Keys.Count} Keys needs a clip of each class, but ClipsPerClass was {ClipsPerClass}. Make more clips, or leave keys out.", name);
    }

    private static ValueList<int> Checked(IReadOnlyList<int> keys, string name)
    {
        ArgumentNullException.ThrowIfNull(keys, name);
        Require.Positive(keys.Count, "keys", name);
        foreach (var key in keys)
            Require.Within(key, 0, 11, "(pitch class)", name);
        if (keys.Distinct().Count() < keys.Count)
            throw new ArgumentException($"Keys must differ, but are {string.Join(", ", keys)}.", name);
        return new ValueList<int>(keys);
    }
}
