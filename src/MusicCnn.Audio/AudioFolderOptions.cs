namespace MusicCnn.Audio;

/// <summary>Represents how an <see cref="AudioFolder"/> treats its files.</summary>
public sealed record AudioFolderOptions
{
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

    /// <summary>Gets a value that indicates whether files that cannot be read are left out, and listed in <see cref="AudioFolder.Skipped"/>, instead of being an error.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SkipUnreadable { get; init; }
}
