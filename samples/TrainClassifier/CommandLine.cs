using System.CommandLine;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Runs a command; whatever the user can mend becomes one line on the error stream and exit code 2.</summary>
internal static class CommandLine
{
    private const int UserError = 2;
    private const int Cancelled = 130;

    private static readonly (string Setting, string Option)[] Words =
    [
        ("set SkipUnreadable to leave such files out", "leave such files out by --skip-unreadable"),
        ("Set the folder, or leave missing files out (SkipMissing)", "Set the folder by --data, or leave missing files out by --skip-unreadable"),
        ("Take longer patches.", "Take longer patches (--patch)."),
        ("Take a front-end of more bins.", "Take a front-end of more bins (--frontend)."),
        ("Take RawWaveform as the front-end.", "Take --frontend waveform."),
        ("Take a scale of 1.", "Leave --scale out."),
    ];

    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        try
        {
            var parsed = root.Parse(ConfigFile.Expand(arguments));
            if (parsed.Errors.Count > 0)
                return Fail($"{parsed.Errors[0].Message} See --help.");
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            Fail("cancelled");
            return Cancelled;
        }
        catch (Exception e) when (IsUserError(e))
        {
            return Fail(e);
        }
    }

    /// <summary>Returns whether an exception tells of wrong input rather than of a mistake in the program.</summary>
    public static bool IsUserError(Exception e) =>
        e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException or ArithmeticException;

    /// <summary>Prints an error and returns the exit code for it.</summary>
    public static int Fail(Exception e) => Fail(InWordsOfOptions(e));

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return UserError;
    }

    /// <summary>Returns a message in the words of the command line: without the name of the parameter, which means something to programmers only, and with options for settings.</summary>
    private static string InWordsOfOptions(Exception e)
    {
        var message = e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
        return Words.Aggregate(message, (text, word) => text.Replace(word.Setting, word.Option, StringComparison.Ordinal));
    }
}
