using System.Diagnostics;

namespace MusicCnn.Samples.Tests;

[Collection(SharedTrainedClassifier.Name)]
public class ResumeTests(TrainedClassifier trained)
{
    private const int Kills = 20;

    [Fact]
    [Trait("Speed", "Slow")]
    public void A_training_killed_twenty_times_and_resumed_ends_with_the_same_weights()
    {
        var watch = Stopwatch.StartNew();
        Train("whole").Prints("Saved to");
        var whole = watch.Elapsed;
        var random = new Random(1);

        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = SampleRun.Start("TrainClassifier", Arguments("killed", "--resume"));
            if (!process.WaitForExit(whole * (0.2 + 0.8 * random.NextDouble())))
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
            // What stands in the folder under the name of a checkpoint is whole: the next run would refuse anything else that it cannot fall back from.
        }

        Train("killed", "--resume").Prints("Saved to");

        Assert.Equal(File.ReadAllBytes(Model("whole")), File.ReadAllBytes(Model("killed")));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(trained.Folder, "killed", "mixed")), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Resuming_with_other_settings_or_without_a_folder_is_refused_by_name()
    {
        SampleRun.Of("TrainClassifier", Arguments("other", "--epochs", "1")).Prints("Saved to");

        SampleRun.Of("TrainClassifier", Arguments("other", "--epochs", "1", "--resume", "--learning-rate", "0.1")).Refuses("learning rate ('0.003' there, '0.1' here)");
        SampleRun.Of("TrainClassifier", Arguments("other", "--epochs", "1")).Refuses("Resume it, or take another folder");
        SampleRun.Of("TrainClassifier", "train", "--resume").Refuses("--checkpoints");
    }

    [Fact]
    public void Settings_come_from_a_file_and_the_command_line_goes_first()
    {
        var config = trained.Write("settings.json", """{"epochs": 3, "no-baseline": true, "optimizer": "sgd", "momentum": 0.9, "log": "LOG"}"""u8);
        File.WriteAllText(config, File.ReadAllText(config).Replace("LOG", Path.Combine(trained.Folder, "log").Replace('\\', '/'), StringComparison.Ordinal));

        SampleRun.Of("TrainClassifier", "train", "--data", trained.Recordings, "--out", Model("config"), "--config", config, "--epochs", "2").Prints("Saved to");

        Assert.Equal(2, File.ReadAllLines(Path.Combine(trained.Folder, "log", "mixed", "metrics.jsonl")).Length);
        SampleRun.Of("TrainClassifier", "train", "--config", trained.Write("wrong.json", """{"epoch": 3}"""u8)).Refuses("--epoch");
        SampleRun.Of("TrainClassifier", "train", "--config", trained.Write("broken.json", "{"u8)).Refuses("broken.json");
    }

    [Theory]
    [InlineData("""{"epoch": false}""", "--epoch")]
    [InlineData("""{"epochs": null}""", "--epochs")]
    [InlineData("""{"epochs": false}""", "--epochs")]
    [InlineData("""{"epochs": {"first": 3}}""", "--epochs")]
    [InlineData("""{"epochs": 3, "epochs": 4}""", "epochs")]
    [InlineData("""{"epochs": "three"}""", "--epochs")]
    [InlineData("""{"config": "other.json"}""", "only one --config")]
    [InlineData("[3]", "one JSON object")]
    public void Settings_that_are_none_are_refused_by_name(string settings, string problem)
    {
        var config = trained.Write("hostile.json", System.Text.Encoding.UTF8.GetBytes(settings));

        SampleRun.Of("TrainClassifier", "train", $"--config={config}").Refuses(problem);
    }

    [Fact]
    public void An_option_and_its_value_in_one_piece_go_before_the_file_too()
    {
        var config = trained.Write("pieces.json", """{"epochs": "many", "learning-rate": -1}"""u8);

        SampleRun.Of("TrainClassifier", "train", "--data", trained.Recordings, "--out", Model("pieces"), $"--config={config}", "--epochs=1").Refuses("-1");
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Folds_end_with_means_and_a_paired_test() =>
        SampleRun.Of("TrainClassifier", "train", "--data", trained.Recordings, "--quick", "--folds", "2")
            .Prints("Training mixed, fold 2 of 2", "of the songs right", "mixed less frequency, allowing for shared training data:", "t(1) =");

    private string Model(string name) => Path.Combine(trained.Folder, $"{name}.safetensors");

    private SampleRun Train(string name, params string[] more) => SampleRun.Of("TrainClassifier", Arguments(name, more));

    private string[] Arguments(string name, params string[] more) =>
    [
        "train", "--data", trained.Recordings, "--no-baseline", "--out", Model(name), "--checkpoints", Path.Combine(trained.Folder, name),
        .. more.Contains("--epochs") ? more : [.. more, "--epochs", "8"],
    ];
}
