using System.Text.Json.Nodes;

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

        // What is there is not computed again, what is missing is.
        File.Delete(Folder("rows/timbre.time.mel-40.seed-0.json"));
        SampleRun.Of("CompareArchitectures", arguments).Prints("2 rows, 2 trainings, of which 1 are there", "[2/2] timbre, time on mel-40");
        SampleRun.Of("CompareArchitectures", [.. arguments, "--learning-rate", "0.1"]).Refuses("timbre, time on mel-40, seed 0", "training was", "--replace");
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void CompareArchitectures_goes_on_within_a_row()
    {
        string[] arguments = [.. Tiny, "--folds", "2", "--folder", Folder("rows"), "--jobs", "1"];
        SampleRun.Of("CompareArchitectures", arguments).Prints("2 rows, 4 trainings, of which 0 are there");
        var row = Path.Combine(_folder.FullName, "rows/timbre.frequency.mel-40.seed-0.json");
        var whole = JsonNode.Parse(File.ReadAllText(row))!;
        var folds = whole["folds"]!.AsArray();
        var second = folds[1]!["accuracy"]!.GetValue<double>();
        folds.RemoveAt(1);
        File.WriteAllText(row, whole.ToJsonString());

        SampleRun.Of("CompareArchitectures", arguments).Prints("2 rows, 4 trainings, of which 3 are there", "[4/4] timbre, frequency on mel-40, seed 0, fold 2 of 2");

        // The second fold has its own seed whether the first was just computed or not.
        Assert.Equal(second, JsonNode.Parse(File.ReadAllText(row))!["folds"]![1]!["accuracy"]!.GetValue<double>());
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void CompareArchitectures_checks_its_claims_against_the_figures()
    {
        string[] arguments = ["--quick", "--clips", "24", "--epochs", "1", "--check", "--folder", Folder("rows")];
        Assert.InRange(SampleRun.Of("CompareArchitectures", arguments).ExitCode, 0, 1);

        Heard(("rhythm", "time", 0.9), ("rhythm", "frequency", 0.7), ("timbre", "time", 0.2), ("timbre", "frequency", 0.85), ("rhythm", "time-frequency", 0.88), ("timbre", "time-frequency", 0.83));
        SampleRun.Of("CompareArchitectures", arguments).Prints(
            "Shown: Temporal filters hear rhythm: time 0.900, frequency 0.700", "Shown: Frequency filters hear timbre: frequency 0.850, time 0.200", "Shown: Mixed filters hear both: time-frequency 0.880");

        // A lead of 0.199 is no 0.2, and 0.031 behind is not as good.
        Heard(("rhythm", "frequency", 0.701));
        Refutes("Not shown: Temporal filters hear rhythm");
        Heard(("rhythm", "frequency", 0.7), ("timbre", "frequency", 0.399));
        Refutes("Not shown: Frequency filters hear timbre");
        Heard(("timbre", "frequency", 0.85), ("rhythm", "time-frequency", 0.869));
        Refutes("Not shown: Mixed filters hear both");

        void Refutes(string claim)
        {
            var run = SampleRun.Of("CompareArchitectures", arguments);
            Assert.True(run.ExitCode == 1, $"Exit code {run.ExitCode}. {run.Error}\n{run.Output}");
            Assert.Contains(claim, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CompareArchitectures_refuses_what_it_cannot_compare()
    {
        SampleRun.Of("CompareArchitectures", "--architectures", "wavelet").Refuses("wavelet", "--help");
        SampleRun.Of("CompareArchitectures", "--quick", "--full").Refuses("exclude each other");
        SampleRun.Of("CompareArchitectures", "--data", Folder("nowhere")).Refuses("nowhere");
        SampleRun.Of("CompareArchitectures", "--folds", "0").Refuses("--folds must be at least 1");
        SampleRun.Of("CompareArchitectures", "--folds", "4", "--tasks", "chords").Refuses("3 keys", "--tasks");
        SampleRun.Of("CompareArchitectures", "--tasks", "timbre", "--check").Refuses("--check needs time, frequency, black-box");
        SampleRun.Of("CompareArchitectures", "--data", Folder("nowhere"), "--clips", "5").Refuses("leave --clips out");
        SampleRun.Of("CompareArchitectures", "--list").Prints("rhythm", "pnet", "cqt-60");
        SampleRun.Of("CompareArchitectures", "--help").Prints("--seeds", "[default: 1]", "--folder");
    }

    /// <summary>Writes figures of our own into rows that have been computed.</summary>
    private void Heard(params (string Task, string Network, double Accuracy)[] figures)
    {
        foreach (var (task, network, accuracy) in figures)
        {
            var file = Folder($"rows/{task}.{network}.mel-40.seed-0.json");
            var row = JsonNode.Parse(File.ReadAllText(file))!;
            row["folds"]![0]!["accuracy"] = accuracy;
            File.WriteAllText(file, row.ToJsonString());
        }
    }

    private string Folder(string name) => Path.Combine(_folder.FullName, name);
}
