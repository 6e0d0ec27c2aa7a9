using System.Diagnostics;

namespace MusicCnn.Samples.Tests;

/// <summary>Holds the entry point to ending where it is asked to, with nothing half done left behind.</summary>
public sealed class CancellationTests : IDisposable
{
    private const int Cancelled = 130;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("musiccnn-samples-");

    [Fact]
    public void Recordings_that_were_not_all_written_are_deleted_at_the_end_or_by_the_next_run()
    {
        // Windows has no signal that one process can send to another alone.
        if (OperatingSystem.IsWindows())
            return;
        using (var killed = Train())
        {
            _ = Unfinished(killed, than: null);
            killed.Kill();
            killed.WaitForExit();
        }

        var left = Unfinished(process: null, than: null);
        using var cancelled = Train();
        var begun = Unfinished(cancelled, than: left);

        using (var signal = Process.Start("sh", ["-c", $"kill -TERM {cancelled.Id}"]))
            signal.WaitForExit();
        var error = cancelled.StandardError.ReadToEnd();
        Assert.True(cancelled.WaitForExit(Patience));

        Assert.Equal((Cancelled, "error: cancelled\n"), (cancelled.ExitCode, error));
        Assert.NotEqual(left, begun);
        Assert.Empty(_cache.EnumerateFileSystemInfos());
    }

    public void Dispose() => _cache.Delete(recursive: true);

    private Process Train() => SampleRun.Start("TrainClassifier", ["train", "--cache", _cache.FullName, "--out", Path.Combine(_cache.FullName, "model")], readable: true);

    /// <summary>Waits until a folder of a set that is not finished has a recording, and returns it.</summary>
    private string Unfinished(Process? process, string? than)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && process?.HasExited != true)
        {
            if (Directory.GetDirectories(_cache.FullName, "rhythms-*").SingleOrDefault() is { } folder && folder != than && Directory.EnumerateFiles(folder, "*.wav", SearchOption.AllDirectories).Any())
                return folder;
            Thread.Sleep(20);
        }

        throw new TimeoutException("No recording was written.");
    }
}
