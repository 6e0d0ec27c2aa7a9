using System.Globalization;
using System.Text.RegularExpressions;
using MusicCnn.Audio;

namespace MusicCnn.Samples.Tests;

[Collection(SharedTrainedClassifier.Name)]
public partial class TrainTests(TrainedClassifier trained)
{
    [Fact]
    public void Training_ends_with_a_table_of_the_network_and_its_baseline()
    {
        trained.Training.Prints("Writing recordings", "64 recordings of 8 classes", "Training mixed", "Training frequency", "real-time factor", "Songs right: mixed ", "chance 12.5 %", "A recording that it never heard");
        Assert.True(File.Exists(trained.Model));
    }

    [Fact]
    public void The_recordings_are_stereo_at_44100_hertz_with_two_held_out_a_class()
    {
        var info = AudioFile.ReadInfo(trained.Recording);
        Assert.Equal((44_100, 2), (info.SampleRate, info.Channels));
        Assert.InRange(info.Duration!.Value.TotalSeconds, 4, 6);
        trained.Training.Prints("on 16 recordings that were held out");
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void A_second_run_finds_its_recordings_and_gives_the_same_figures()
    {
        var again = SampleRun.Of("TrainClassifier", "train", "--quick", "--cache", trained.Folder, "--out", Path.Combine(trained.Folder, "again.safetensors"));
        again.Prints("64 recordings");
        Assert.DoesNotContain("Writing recordings", again.Output, StringComparison.Ordinal);
        Assert.Equal(SongsRight(trained.Training), SongsRight(again));
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(Path.Combine(trained.Folder, "again.safetensors")));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Evaluating_the_saved_classifier_gives_the_accuracy_that_training_ended_with()
    {
        var evaluation = SampleRun.Of("TrainClassifier", "evaluate", trained.Model, "--quick", "--cache", trained.Folder);
        evaluation.Prints("Songs right: saved ");
        Assert.Equal(SongsRight(trained.Training)[0], SongsRight(evaluation)[0]);
        SampleRun.Of("TrainClassifier", "evaluate", trained.Model, "--all", "--data", trained.Recordings).Prints("on 64 recordings");
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("temporal", "musicnn")]
    [InlineData("rectangular", "cbmi2016")]
    public void A_folder_of_ones_own_trains_with_any_front_end_and_architecture(string architecture, string frontEnd)
    {
        var folder = Path.Combine(trained.Folder, $"two-{architecture}");
        foreach (var label in new[] { "jive", "waltz" })
        {
            Directory.CreateDirectory(Path.Combine(folder, label));
            for (var i = 0; i < 2; i++)
                File.Copy(Path.Combine(trained.Recordings, label, $"00{i}.wav"), Path.Combine(folder, label, $"{i}.wav"));
        }

        var model = Path.Combine(folder, "two.safetensors");
        SampleRun.Of("TrainClassifier", "train", "--data", folder, "--epochs", "1", "--architecture", architecture, "--frontend", frontEnd, "--no-baseline", "--out", model)
            .Prints("4 recordings of 2 classes", $"Songs right: {architecture} ");
        SampleRun.Of("TrainClassifier", "predict", model, trained.Recording).Prints("jive", "waltz");
    }

    [Fact]
    public void Help_tells_the_defaults()
    {
        SampleRun.Of("TrainClassifier", "--help").Prints("train", "evaluate", "predict");
        SampleRun.Of("TrainClassifier", "train", "--help").Prints("--frontend", "[default: mel, ", "--architecture", "[default: mixed]", "--epochs", "--seed", "[default: 0]", "--cache");
    }

    [Fact]
    public void Wrong_arguments_are_refused_in_one_line()
    {
        SampleRun.Of("TrainClassifier", "train", "--epoch", "3").Refuses("--epoch", "--help");
        SampleRun.Of("TrainClassifier", "train", "--epochs", "0").Refuses("--epochs must be at least 1");
        SampleRun.Of("TrainClassifier", "train", "--frontend", "mels").Refuses("mels");
        SampleRun.Of("TrainClassifier").Refuses("--help");
    }

    [Fact]
    public void Folders_that_are_no_training_data_are_refused_in_one_line()
    {
        SampleRun.Of("TrainClassifier", "train", "--data", Path.Combine(trained.Folder, "nowhere")).Refuses("nowhere");

        var empty = Directory.CreateDirectory(Path.Combine(trained.Folder, "empty")).FullName;
        SampleRun.Of("TrainClassifier", "train", "--data", empty).Refuses("empty");

        var single = Path.Combine(trained.Folder, "single");
        Directory.CreateDirectory(Path.Combine(single, "samba"));
        File.Copy(trained.Recording, Path.Combine(single, "samba", "a.wav"));
        SampleRun.Of("TrainClassifier", "train", "--data", single).Refuses("samba");
    }

    private static double[] SongsRight(SampleRun run) =>
        [.. Percentages().Matches(run.Output.Split('\n').Single(line => line.StartsWith("Songs right:", StringComparison.Ordinal))).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"([\d.]+) %")]
    private static partial Regex Percentages();
}
