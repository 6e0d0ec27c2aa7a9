using System.Diagnostics;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents further processes of this program that compute rows of the same folder.</summary>
internal sealed class WorkerProcesses : IDisposable
{
    /// <summary>The option that tells a process that it is one of them.</summary>
    public const string Option = "--worker";

    /// <summary>Exit codes above this one are those of signals.</summary>
    private const int SignalCodes = 128;

    private readonly Process[] _processes;

    /// <summary>Starts them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="folder">The folder of the rows.</param>
    public WorkerProcesses(int count, string folder)
    {
        string[] arguments = Environment.GetCommandLineArgs();
        _processes = [.. Enumerable.Range(0, count).Select(_ => Start([.. arguments, "--folder", folder, Option]))];
    }

    /// <summary>Waits until all have ended.</summary>
    /// <exception cref="IOException">One has failed.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        foreach (var process in _processes)
            await process.WaitForExitAsync(cancellationToken);
        if (_processes.FirstOrDefault(process => process.ExitCode != 0) is { } failed)
            throw new IOException($"A process that helped has ended with code {failed.ExitCode}{(failed.ExitCode > SignalCodes ? ", killed perhaps for want of memory; take fewer --jobs" : "; see above")}. The same command goes on with what --folder has kept.");
    }

    /// <summary>Ends those that are still at work.</summary>
    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        // Run as `dotnet X.dll`, the first argument is the library; as an executable of its own, the executable.
        var own = arguments[0].EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        foreach (var argument in own && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? arguments : arguments.Skip(1))
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
