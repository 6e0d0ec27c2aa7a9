using MusicCnn.Audio;
using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Weights;
using TorchSharp;

namespace MusicCnn.Samples.Tests;

/// <summary>Writes a model file of a small network that was never trained, and recordings, for the tests of TagAudio.</summary>
public sealed class TagAudioFiles : IDisposable
{
    public TagAudioFiles()
    {
        torch.random.manual_seed(5);
        using var network = new MusicnnModel(new() { Classes = Tags.Length, TimbralFilters = 2, TemporalFilters = 2, TemporalFrames = 8, MidEndFilters = 3, DenseUnits = 4 });
        using var classifier = new AudioClassifier(
            new MelSpectrogram(MelSpectrogramOptions.Musicnn), network, new() { Labels = Tags, PatchFrames = 187, Output = ClassOutput.AnyOf });
        classifier.eval();
        ModelFile.Save(Model, classifier);
        Directory.CreateDirectory(Path.Combine(Folder, "songs", "more"));
        First = Write("songs/first.wav", seconds: 10, sampleRate: 44_100, pitch: 220);
        Second = Write("songs/more/second.wav", seconds: 7, sampleRate: 16_000, pitch: 330);
        Brief = Write("brief.wav", seconds: 1, sampleRate: 16_000, pitch: 440);
    }

    /// <summary>Gets tags that a table must quote, and one that JSON must escape.</summary>
    public static string[] Tags { get; } = ["slow, sad", "\"loud\"", "waltz", "tango"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("musiccnn-samples-").FullName;

    public string Model => Path.Combine(Folder, "model.safetensors");

    public string First { get; }

    public string Second { get; }

    public string Brief { get; }

    /// <summary>Returns what the library says of a recording.</summary>
    public Taggram Tag(string recording, TaggingOptions? options = null)
    {
        using var tagger = MusicTagger.Load(Model);
        return tagger.Tag(recording, options);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Write(string name, int seconds, int sampleRate, double pitch)
    {
        var path = Path.Combine(Folder, name);
        float[] samples = [.. Enumerable.Range(0, seconds * sampleRate).Select(n => (float)(0.5 * Math.Sin(2 * Math.PI * pitch * (1 + (n / sampleRate)) * n / sampleRate)))];
        AudioFile.Save(path, new AudioClip(samples, sampleRate));
        return path;
    }
}
