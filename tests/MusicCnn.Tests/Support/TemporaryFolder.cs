namespace MusicCnn.Tests.Support;

/// <summary>Makes a folder of its own for a test, and removes it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("musiccnn-tests-").FullName;

    /// <summary>Returns the path of a file in the folder, whose own folder is made.</summary>
    public string File(params string[] parts)
    {
        var path = System.IO.Path.Combine([Path, .. parts]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
