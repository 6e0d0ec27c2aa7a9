using System.CommandLine;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Reads the command line; whatever the user can mend becomes one line on the error stream and exit code 2.</summary>
internal static class CommandLine
{
    private const int UserError = 2;
    private const int Cancelled = 130;

    /// <summary>What the library asks programmers to set, and the option that sets it.</summary>
    private static readonly (string Asked, string Option)[] Settings =
        [("Set ShortClips", "ShortClips is --short"), ("PatchLength", "PatchLength is --patch"), ("Set Labels", "Labels is --labels"), ("BatchSize", "BatchSize is --batch")];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = Request.Command(TagCommand.RunAsync);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Fail($"{parsed.Errors[0].Message} See --help.");
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            Fail("cancelled");
            return Cancelled;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Fail(e);
        }
    }

    /// <summary>Prints an error and returns the exit code for it.</summary>
    public static int Fail(Exception e) => Fail(Message(e));

    /// <summary>Returns what an error says, in the words of the command line.</summary>
    public static string Message(Exception e)
    {
        // The parameter's name means something to programmers only.
        var message = e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
        string[] hints = [.. Settings.Where(setting => message.Contains(setting.Asked, StringComparison.Ordinal)).Select(setting => setting.Option)];
        return hints.Length == 0 ? message : $"{message} ({string.Join(", ", hints)}.)";
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return UserError;
    }
}
