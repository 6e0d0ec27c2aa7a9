using System.CommandLine;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Reads the command line; whatever the user can mend becomes one line on the error stream and exit code 2.</summary>
internal static class CommandLine
{
    private const int UserError = 2;
    private const int Cancelled = 130;

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
    public static int Fail(Exception e)
    {
        // The parameter's name means something to programmers only.
        var message = e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
        return Fail(message);
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return UserError;
    }
}
