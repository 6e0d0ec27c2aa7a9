using System.Diagnostics.CodeAnalysis;

namespace MusicCnn.Audio.Tagging;

/// <summary>Represents what came of a file: its taggram, or why there is none.</summary>
public sealed record TaggedFile
{
    internal TaggedFile(string path, Taggram? taggram, Exception? error) => (Path, Taggram, Error) = (path, taggram, error);

    /// <summary>Gets the file's path, as it was given.</summary>
    public string Path { get; }

    /// <summary>Gets the taggram, or <see langword="null"/> where there is an <see cref="Error"/>.</summary>
    public Taggram? Taggram { get; }

    /// <summary>Gets why the file was not tagged, or <see langword="null"/> where it was.</summary>
    public Exception? Error { get; }

    /// <summary>Gets a value that indicates whether the file was tagged.</summary>
    [MemberNotNullWhen(true, nameof(Taggram))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Taggram is not null;
}
