using System.Diagnostics;

namespace MusicCnn.Samples.Tests;

/// <summary>Represents a run of a sample as a process of its own, as users run it.</summary>
internal sealed record SampleRun(int ExitCode, string Output, string Error)
{
    public static SampleRun Of(string sample, params IReadOnlyList<string> arguments)
    {
        using var process = Start(sample, arguments, readable: true);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new SampleRun(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts a sample, and does not wait for its end.</summary>
    public static Process Start(string sample, IReadOnlyList<string> arguments, bool readable = false)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = readable, RedirectStandardError = readable };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Fails unless the run ended well and printed each text.</summary>
    public void Prints(params IReadOnlyList<string> texts)
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}. {Error}\n{Output}");
        foreach (var text in texts)
            Assert.Contains(text, Output, StringComparison.Ordinal);
    }

    /// <summary>Fails unless the run ended with code 2 and one line that contains each text, and no stack trace.</summary>
    public void Refuses(params IReadOnlyList<string> texts)
    {
        Assert.True(ExitCode == 2, $"Exit code {ExitCode}. {Error}\n{Output}");
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("error: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error + Output, StringComparison.Ordinal);
        foreach (var text in texts)
            Assert.Contains(text, Error, StringComparison.Ordinal);
    }
}
