using MusicCnn.Audio;
using MusicCnn.Signals;

namespace MusicCnn.Samples.Tests;

/// <summary>A folder of recordings of a second each, tones high and low, that is gone at the end, with a training of a moment on them.</summary>
internal sealed class SmallRecordings : IDisposable
{
    private const int SampleRate = 16_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("musiccnn-samples-").FullName;

    /// <summary>Gets the folder that recordings are below.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>Returns the path of a file beside the recordings.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a tone and returns its path.</summary>
    public string Tone(string name, double frequency)
    {
        var samples = new float[SampleRate];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * frequency * i / SampleRate));
        var path = Path.Combine(Data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AudioFile.Save(path, new AudioClip(samples, SampleRate));
        return path;
    }

    /// <summary>Writes tones of two classes, four each.</summary>
    public void TwoClasses(string low = "low", string high = "high")
    {
        for (var i = 0; i < 4; i++)
        {
            Tone($"{low}/{i}.wav", 200 + (10 * i));
            Tone($"{high}/{i}.wav", 3_000 + (100 * i));
        }
    }

    /// <summary>Writes a table beside the recordings and returns its path.</summary>
    public string Table(params IEnumerable<string> lines)
    {
        System.IO.File.WriteAllLines(File("tags.csv"), ["path,tags", .. lines]);
        return File("tags.csv");
    }

    /// <summary>Trains frequency filters on patches of half a second.</summary>
    public SampleRun Train(string model, params IEnumerable<string> more) => SampleRun.Of("TrainClassifier", [
        "train", "--data", Data, "--architecture", "frequency", "--patch", "0.5s", "--epochs", "2", "--out", File(model), .. more]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
