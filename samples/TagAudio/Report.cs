using MusicCnn.Audio.Tagging;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Writes what came of each file to wherever the command line asks for.</summary>
internal sealed class Report : IDisposable
{
    private readonly Request _request;
    private readonly int _count;
    private readonly CsvTable? _csv;
    private readonly JsonReport? _json;
    private readonly StringWriter _held = new();
    private readonly TextWriter _text;
    private readonly List<Exception> _errors = [];
    private int _index;

    public Report(Request request, IReadOnlyList<string> labels, int count)
    {
        (_request, _count) = (request, count);
        _csv = request.Csv is { } path ? new CsvTable(path, labels) : null;
        _json = request.Json ? new JsonReport(request.Weights, labels, request.Top) : null;

        // Text among the lines of a progress bar would be painted over.
        _text = ProgressDisplay.HasBar ? _held : Console.Out;
    }

    public void Add(TaggedFile file)
    {
        _json?.Add(file);
        if (!file.Succeeded)
        {
            // One broken file does not keep the others from their answers.
            if (ProgressDisplay.HasBar)
                _errors.Add(file.Error);
            else
                CommandLine.Fail(file.Error);
        }
        else
        {
            _csv?.Add(file.Path, file.Taggram);
            if (_request.Taggram is { } picture)
                TaggramPicture.Of(file.Taggram, Path.GetFileName(file.Path)).Save(OutputPath.Of(picture, file.Path, _index, _count));
            if (_request.Features is { } archive)
                FeatureArchive.Save(OutputPath.Of(archive, file.Path, _index, _count), file.Taggram);
            if (_json is null)
                Print(file.Path, file.Taggram);
        }

        _index++;
    }

    /// <summary>Prints what was held back.</summary>
    public void Finish()
    {
        Console.Out.Write(_held.ToString());
        foreach (var error in _errors)
            CommandLine.Fail(error);
        _json?.Finish();
    }

    public void Dispose()
    {
        _csv?.Dispose();
        _json?.Dispose();
        _held.Dispose();
    }

    private void Print(string path, Taggram taggram)
    {
        var patches = taggram.Patches.Count == 1 ? "1 patch" : $"{taggram.Patches.Count} patches";
        _text.WriteLine($"{path} ({patches})");
        foreach (var (rank, tag) in taggram.Top(_request.Top).Index())
            _text.WriteLine(FormattableString.Invariant($"{rank + 1,4}. {tag.Likelihood:0.000}  {tag.Tag}"));
    }
}
