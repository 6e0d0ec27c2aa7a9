// Prints what the networks of the library are made of: for each layer its output, weights, multiply-adds for a second of audio, and how much of the
// music one of its values sees.
// Usage: dotnet run -- NAME [--scale k] [--seconds s] [--beats-per-minute b] | --all [--brief] | --list

using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Samples.Architectures;

var name = new Argument<string?>("name") { Description = "The network; --list says which there are.", Arity = ArgumentArity.ZeroOrOne };
var scale = new Option<int>("--scale") { Description = "A factor on the number of filters, for networks that come in several sizes.", DefaultValueFactory = _ => 1 };
var seconds = new Option<double?>("--seconds") { Description = "The length of the excerpt that the network runs on, unless it takes one number of frames. Without it, the length that it was published with." };
var tempo = new Option<double?>("--beats-per-minute") { Description = "A tempo at which times are given in beats too." };
var all = new Option<bool>("--all") { Description = "Prints every network." };
var brief = new Option<bool>("--brief") { Description = "Prints a line for each network: its weights, its cost, its first filters and what they see." };
var list = new Option<bool>("--list") { Description = "Prints the names, and what they are." };
var quick = new Option<bool>("--quick") { Description = "The same as --all: it takes seconds." };
var root = new RootCommand("Prints the layers of networks with their weights, costs and receptive fields.") { name, scale, seconds, tempo, all, brief, list, quick };
root.SetAction(parsed =>
{
    var known = KnownNetworks.All;
    if (parsed.GetValue(list))
    {
        foreach (var one in known)
            Console.WriteLine($"{one.Name.PadRight(known.Max(other => other.Name.Length))}  {one.Summary}");
        return 0;
    }

    var every = parsed.GetValue(all) || parsed.GetValue(quick);
    if (!every && parsed.GetValue(name) is null)
        throw new ArgumentException("Which network? Give a name, --all, or --list for the names.");
    KnownNetwork[] chosen = every ? [.. known] : [KnownNetworks.Named(parsed.GetValue(name)!)];
    TimeSpan? duration = parsed.GetValue(seconds) is { } length ? TimeSpan.FromSeconds(length) : null;
    var tables = chosen.Select((one, done) =>
    {
        Progress(chosen.Length == 1 ? string.Empty : $"{done + 1} of {chosen.Length}: {one.Name}");
        var table = Tables.Of(one, every && !one.Scales ? 1 : parsed.GetValue(scale), duration, parsed.GetValue(tempo));
        Progress(string.Empty);
        return (one.Name, one.Summary, Table: table);
    });
    if (parsed.GetValue(brief))
        Console.WriteLine(string.Join('\n', Overview.Of(tables.Select(one => (one.Name, one.Table)))));
    else
        foreach (var one in tables)
            Console.WriteLine($"{one.Name}: {one.Summary}\n{one.Table}\n");
    return 0;
});

var arguments = root.Parse(args);
if (arguments.Errors.Count > 0)
    return Fail($"{arguments.Errors[0].Message} See --help.");
try
{
    return arguments.Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is ArgumentException or InvalidOperationException or OverflowException)
{
    // The parameter's name means something to programmers only.
    return Fail(e is ArgumentException { ParamName: { } parameter } ? e.Message.Replace($" (Parameter '{parameter}')", string.Empty, StringComparison.Ordinal) : e.Message);
}

// What is being measured, on a terminal only, in a line that the next one overwrites.
static void Progress(string text)
{
    if (!Console.IsErrorRedirected)
        Console.Error.Write($"\r{text,-60}\r");
}

static int Fail(string message)
{
    Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
    return 2;
}
