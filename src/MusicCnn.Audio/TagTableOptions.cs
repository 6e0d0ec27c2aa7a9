namespace MusicCnn.Audio;

/// <summary>Represents how a <see cref="TagTable"/> is read.</summary>
public sealed record TagTableOptions
{
    /// <summary>Gets the folder that the table's paths are below, or <see langword="null"/> for that of the table. Absolute paths are taken as they are.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Folder { get; init; }

    /// <summary>Gets how many tags count, the most frequent of the whole table, in that order; <see langword="null"/> for all that occur. Papers on MagnaTagATune take 50.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? MostFrequent
    {
        get;
        init
        {
            if (value is { } count)
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(MostFrequent));
            field = value;
        }
    }

    /// <summary>Gets the tags that count and their order, as a trained model has them, or <see langword="null"/> to take them from the table. It goes before <see cref="MostFrequent"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Gets a value that indicates whether files that are not there are left out, and listed in <see cref="TagTable.Skipped"/>, instead of being an error.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SkipMissing { get; init; }

    /// <summary>Gets which part of each file is loaded, and as what.</summary>
    /// <value>The default value loads all of it as it is.</value>
    public AudioLoadOptions Loading
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }
    = new();
}
