namespace MusicCnn.Samples.Tests;

/// <summary>Trains the classifier of the samples once, in quick mode, for all tests that use it.</summary>
public sealed class TrainedClassifier : IDisposable
{
    public TrainedClassifier()
    {
        Folder = Directory.CreateTempSubdirectory("musiccnn-samples-").FullName;
        Model = Path.Combine(Folder, "model.safetensors");
        Training = SampleRun.Of("TrainClassifier", "train", "--quick", "--cache", Folder, "--out", Model);
        if (Training.ExitCode != 0)
            throw new InvalidOperationException($"The sample ended with {Training.ExitCode}. {Training.Error}\n{Training.Output}");
        Recordings = Directory.GetDirectories(Folder, "rhythms-*").Single();
    }

    public string Folder { get; }

    public string Model { get; }

    public string Recordings { get; }

    internal SampleRun Training { get; }

    public string Recording => Path.Combine(Recordings, "samba", "000.wav");

    /// <summary>Writes bytes to a file of the folder and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
