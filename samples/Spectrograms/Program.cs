// Shows any front-end of the library on any recording, as a picture (PNG) or as an array (.npy).
// Without a file it plays itself an arpeggio.  Usage: dotnet run -- [FILE] --kind mel [--set name=value ...] [--png out.png] [--npy out.npy]

using System.CommandLine;
using MusicCnn.Samples.Spectrograms;

var file = new Argument<string?>("file") { Description = "The recording: WAV, AIFF, FLAC, Ogg or MP3. Without it, a synthetic arpeggio with drums.", Arity = ArgumentArity.ZeroOrOne };
var kind = new Option<string>("--kind") { Description = $"The front-end: {string.Join(", ", SpectrogramKind.All.Select(one => one.Name))}.", DefaultValueFactory = _ => "mel" };
var preset = new Option<string?>("--preset") { Description = "A preset of the kind to start from, such as Musicnn; see --list." };
var settings = new Option<string[]>("--set") { Description = "Settings as name=value, such as FftSize=512; see --list.", AllowMultipleArgumentsPerToken = true };
var channel = new Option<int?>("--channel") { Description = "The channel that the picture shows, from 0; of hcqt the harmonic, 1 unless given." };
var png = new Option<string?>("--png") { Description = "Where to write the picture." };
var npy = new Option<string?>("--npy") { Description = "Where to write the array, for NumPy; of icqt the signal that came back." };
var piece = new Option<int?>("--piece") { Description = "Computes the image through a stream, in pieces of this many samples, and says how far it is from that of the whole." };
var griffinLim = new Option<string?>("--griffin-lim") { Description = "Where to write the recording recovered from its magnitude alone (WAV), for stft, cqt and icqt; says how near it came." };
var list = new Option<bool>("--list") { Description = "Prints every kind with its settings and their defaults." };
var quick = new Option<bool>("--quick") { Description = "One second only, of every kind unless one is given: shows that it runs." };
var readme = new Option<string?>("--readme-picture") { Description = "Where to write the picture of the README.", Hidden = true };
var root = new RootCommand("Shows any front-end of the library on any recording.") { file, kind, preset, settings, channel, png, npy, piece, griffinLim, list, quick, readme };
root.SetAction(parsed =>
{
    if (parsed.GetValue(list))
    {
        Listing.Print();
    }
    else if (parsed.GetValue(readme) is { } path)
    {
        ReadmePicture.Draw().Save(path);
    }
    else
    {
        var every = parsed.GetValue(quick) && parsed.GetResult(kind) is null or { Implicit: true };
        var names = every ? [.. SpectrogramKind.All.Select(one => one.Name)] : new[] { parsed.GetValue(kind)! };
        Analysis.Run(new(
            [.. names.Select(SpectrogramKind.Named)],
            parsed.GetValue(preset),
            parsed.GetValue(settings) ?? [],
            parsed.GetValue(file),
            parsed.GetValue(channel),
            parsed.GetValue(quick) ? TimeSpan.FromSeconds(1) : null,
            parsed.GetValue(png),
            parsed.GetValue(npy),
            parsed.GetValue(piece),
            parsed.GetValue(griffinLim)));
    }

    return 0;
});

var arguments = root.Parse(args);
if (arguments.Errors.Count > 0)
    return Fail($"{arguments.Errors[0].Message} See --help.");
try
{
    return arguments.Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException or InvalidOperationException)
{
    // The parameter's name means something to programmers only.
    return Fail(e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal) : e.Message);
}

static int Fail(string message)
{
    Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
    return 2;
}
