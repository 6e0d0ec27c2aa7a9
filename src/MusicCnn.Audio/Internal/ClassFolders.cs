using System.IO.Enumeration;

namespace MusicCnn.Audio.Internal;

/// <summary>Finds the classes and the audio files of a folder, in an order that depends on their names alone.</summary>
internal static class ClassFolders
{
    /// <summary>What cannot be opened is an error, not a smaller data set; hidden files, such as those that macOS leaves beside audio, are passed over.</summary>
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    private static readonly EnumerationOptions TopLevel = new() { IgnoreInaccessible = false };

    /// <summary>Returns the names of the classes and their files, class by class.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are fewer than two classes, or one has no audio files.</exception>
    public static (IReadOnlyList<string> Labels, IReadOnlyList<ClassFile> Files) Find(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"There is no folder '{path}'.");

        string[] labels = [.. Directory.EnumerateDirectories(path, "*", TopLevel).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        if (labels.Length < 2)
        {
            var found = labels.Length == 0 ? "no sub-folder" : $"only one, '{labels[0]}'";
            throw new InvalidDataException($"The folder '{path}' must hold one sub-folder of audio files for each of at least two classes, but has {found}.");
        }

        var files = new List<ClassFile>();
        for (var label = 0; label < labels.Length; label++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ofClass = Files(path, labels[label]);
            if (ofClass.Length == 0)
            {
                throw new InvalidDataException(
                    $"The class '{labels[label]}' in '{path}' has no audio files ({string.Join(", ", AudioFolder.Extensions)}). Add some, or remove its folder.");
            }

            files.AddRange(ofClass.Select(file => new ClassFile(file, Name(path, file), label)).OrderBy(file => file.Name, StringComparer.Ordinal));
        }

        return (labels, files);
    }

    private static string[] Files(string path, string label) =>
    [
        .. new FileSystemEnumerable<string>(Path.Combine(path, label), (ref entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && IsAudio(entry.FileName),

            // A link to a folder may lead back to where it lies.
            ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        },
    ];

    private static bool IsAudio(ReadOnlySpan<char> fileName)
    {
        var extension = Path.GetExtension(fileName).ToString();
        return AudioFolder.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
    }

    private static string Name(string root, string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
