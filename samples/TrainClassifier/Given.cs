using System.CommandLine;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>A command line of which only what was given counts where a protocol sets the rest.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Protocol">Whether a protocol sets the rest.</param>
internal sealed record Given(ParseResult Parsed, bool Protocol)
{
    /// <summary>Returns the value of an option where it was given or nothing else sets it, and otherwise what a protocol sets.</summary>
    public T Value<T>(Option<T> option, T otherwise) => !Protocol || Parsed.IsGiven(option) ? Parsed.GetValue(option)! : otherwise;
}
