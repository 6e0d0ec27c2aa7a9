using System.ComponentModel;
using System.Diagnostics;

namespace MusicCnn.Tests.Support;

/// <summary>Represents a disk of a few megabytes in memory, in a folder of its own, which a test may fill.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Piece = 4_096;

    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int megabytes)
    {
        Path = _folder.File("disk", "x")[..^2];
        if (Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={megabytes}m"), "tmpfs", Path))
            return;
        _folder.Dispose();
        throw new InvalidOperationException("This process may not mount a file system.");
    }

    /// <summary>Gets a value indicating whether this process may mount one: it is tried.</summary>
    public static bool IsPossible { get; } = Try();

    /// <summary>Gets the folder of the disk.</summary>
    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Fills the disk to the last page.</summary>
    public void Fill()
    {
        using var stream = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                stream.Write(new byte[Piece]);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Frees what was filled.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static bool Try()
    {
        try
        {
            using var disk = new SmallDisk(megabytes: 1);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
