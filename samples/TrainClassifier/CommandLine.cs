using System.CommandLine;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Runs a command; whatever the user can mend becomes one line on the error stream and exit code 2.</summary>
internal static class CommandLine
{
    private const int UserError = 2;
    private const int Cancelled = 130;

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
    public static int Fail(Exception e) => Fail(WithoutParameter(e));

    /// <summary>Adds a check to a whole-number option: at least 1.</summary>
    public static Option<int> Positive(Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var value) && value < 1)
                result.AddError($"{option.Name} must be at least 1, but was {value}.");
        });
        return option;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return UserError;
    }

    /// <summary>Returns a message without the name of the parameter, which means something to programmers only.</summary>
    private static string WithoutParameter(Exception e) =>
        e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
}
