using System.CommandLine;
using System.Globalization;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Makes options whose default <c>--help</c> tells, also where there is none.</summary>
internal static class CommandOption
{
    public static Option<T> Of<T>(string name, T value, string description) => new(name) { Description = description, DefaultValueFactory = _ => value };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = $"{description} [default: no]" };

    public static Option<string?> Text(string name, string description) => new(name) { Description = $"{description} [default: none]" };

    /// <summary>Returns an option for a number that need not be given.</summary>
    public static Option<T?> Number<T>(string name, string description)
        where T : struct => new(name) { Description = $"{description} [default: none]" };

    /// <summary>Adds a check to an option for numbers: at least so much.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, double least) => option.Checked(value => value >= least, string.Create(CultureInfo.InvariantCulture, $"at least {least}"));

    /// <summary>Adds a check to an option for numbers: from 0 on, below 1.</summary>
    public static Option<T> BelowOne<T>(this Option<T> option) => option.Checked(value => value is >= 0 and < 1, "at least 0 and below 1");

    /// <summary>Returns whether an option was given, on the command line or in the file of settings.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static Option<T> Checked<T>(this Option<T> option, Predicate<double> fits, string requirement)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && !fits(value))
                result.AddError($"{option.Name} must be {requirement}, but was {result.Tokens[0].Value}.");
        });
        return option;
    }
}
