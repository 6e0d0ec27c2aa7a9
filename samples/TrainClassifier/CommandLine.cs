using System.CommandLine;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Runs a command; whatever the user can mend becomes one line on the error stream and exit code 2.</summary>
internal static class CommandLine
{
    private const int UserError = 2;
    private const int Cancelled = 130;

    /// <summary>How long a command may take to end after Ctrl+C, with its files whole or gone: longer than a step of training on a busy machine.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(10);

    /// <summary>Parses arguments and runs the command that they name.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="words">What errors of the library call settings, and what the program's options are called instead; null for nothing.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] arguments, IReadOnlyList<(string Setting, string Option)>? words = null)
    {
        try
        {
            var parsed = root.Parse(ConfigFile.Expand(arguments));
            if (parsed.Errors.Count > 0)
                return Fail($"{parsed.Errors[0].Message} See --help.");
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Ending });
        }
        catch (OperationCanceledException)
        {
            Fail("cancelled");
            return Cancelled;
        }
        catch (Exception e) when (IsUserError(e))
        {
            return Fail(e, words);
        }
    }

    /// <summary>Returns whether an exception tells of wrong input rather than of a mistake in the program; one of several at once does where all of them do.</summary>
    public static bool IsUserError(Exception e) => e is AggregateException several
        ? several.InnerExceptions.All(IsUserError)
        : e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException or ArithmeticException;

    /// <summary>Prints an error, the first one of several at once, and returns the exit code for it.</summary>
    public static int Fail(Exception e, IReadOnlyList<(string Setting, string Option)>? words = null) =>
        e is AggregateException several ? Fail(several.InnerExceptions[0], words) : Fail(InWordsOfOptions(e, words ?? []));

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return UserError;
    }

    /// <summary>Returns a message in the words of the command line: without the name of the parameter, which means something to programmers only, and with options for settings.</summary>
    private static string InWordsOfOptions(Exception e, IReadOnlyList<(string Setting, string Option)> words)
    {
        var message = e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
        return words.Aggregate(message, (text, word) => text.Replace(word.Setting, word.Option, StringComparison.Ordinal));
    }
}
