namespace MusicCnn.Samples.Tests;

public sealed class CompareTests : IDisposable
{
    private static readonly string[] Tiny = ["--quick", "--architectures", "time", "frequency", "--tasks", "timbre", "--clips", "18", "--epochs", "1"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("musiccnn-samples-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void CompareArchitectures_prints_and_draws_a_table_and_goes_on_where_it_was()
    {
        string[] arguments = [.. Tiny, "--folder", Folder("rows"), "--out", Folder("plot.png"), "--csv", Folder("rows.csv")];
        SampleRun.Of("CompareArchitectures", arguments).Prints("2 rows, 2 trainings, of which 0 are there", "| timbre | time ", "32 of 1×60", "| timbre | frequency", "32 of 32×1");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Folder("plot.png"))[..4]);
        Assert.Equal(3, File.ReadAllLines(Folder("rows.csv")).Length);

        // What is there is not computed again, what is half there is.
        File.Delete(Folder("rows/timbre.time.mel-40.seed-0.json"));
        SampleRun.Of("CompareArchitectures", arguments).Prints("2 rows, 2 trainings, of which 1 are there", "[2/2] timbre, time on mel-40");
        SampleRun.Of("CompareArchitectures", [.. arguments, "--learning-rate", "0.1"]).Refuses("timbre, time on mel-40, seed 0", "training was", "--replace");
    }

    [Fact]
    public void CompareArchitectures_refuses_what_it_cannot_compare()
    {
        SampleRun.Of("CompareArchitectures", "--architectures", "wavelet").Refuses("wavelet", "--help");
        SampleRun.Of("CompareArchitectures", "--quick", "--full").Refuses("exclude each other");
        SampleRun.Of("CompareArchitectures", "--data", Folder("nowhere")).Refuses("nowhere");
        SampleRun.Of("CompareArchitectures", "--folds", "0").Refuses("--folds must be at least 1");
        SampleRun.Of("CompareArchitectures", "--list").Prints("rhythm", "pnet", "cqt-60");
        SampleRun.Of("CompareArchitectures", "--help").Prints("--seeds", "[default: 1]", "--folder");
    }

    private string Folder(string name) => Path.Combine(_folder.FullName, name);
}
