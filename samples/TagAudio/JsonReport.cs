using System.Text.Json;
using MusicCnn.Audio.Tagging;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Prints taggrams as one JSON document: <c>{"weights": …, "labels": […], "files": [{"file": …, "top": […], "patches": […]}, …]}</c>.</summary>
internal sealed class JsonReport : IDisposable
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Utf8JsonWriter _writer;
    private readonly int _top;

    public JsonReport(string weights, IReadOnlyList<string> labels, int top)
    {
        _top = top;
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Indented = true, IndentSize = 1 });
        _writer.WriteStartObject();
        _writer.WriteString("weights", weights);
        _writer.WriteStartArray("labels");
        foreach (var label in labels)
            _writer.WriteStringValue(label);
        _writer.WriteEndArray();
        _writer.WriteStartArray("files");
    }

    public void Add(TaggedFile file)
    {
        _writer.WriteStartObject();
        _writer.WriteString("file", file.Path);
        if (file.Succeeded)
            Write(file.Taggram);
        else
            _writer.WriteString("error", CommandLine.Message(file.Error));
        _writer.WriteEndObject();
    }

    /// <summary>Ends the document.</summary>
    public void Finish()
    {
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
        _output.Write("\n"u8);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _output.Dispose();
    }

    private void Write(Taggram taggram)
    {
        _writer.WriteStartArray("top");
        foreach (var tag in taggram.Top(_top))
        {
            _writer.WriteStartObject();
            _writer.WriteString("tag", tag.Tag);
            _writer.WriteNumber("likelihood", tag.Likelihood);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.WriteStartArray("patches");
        foreach (var (patch, time) in taggram.Patches.Index())
        {
            _writer.WriteStartObject();
            _writer.WriteNumber("start", time.Start.TotalSeconds);
            _writer.WriteNumber("end", time.End.TotalSeconds);
            _writer.WriteStartArray("likelihoods");
            for (var tag = 0; tag < taggram.Labels.Count; tag++)
                _writer.WriteNumberValue(taggram[patch, tag]);
            _writer.WriteEndArray();
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }
}
