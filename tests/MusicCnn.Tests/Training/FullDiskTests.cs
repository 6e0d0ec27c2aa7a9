using System.Text.Json;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class FullDiskTests
{
    private const int Megabytes = 8;

    private static readonly TrainerOptions Options = new() { Epochs = 4, BatchSize = 7, LearningRate = 0.02, Seed = 7 };

    [SmallDiskFact]
    public void A_disk_that_fills_up_costs_an_epoch_and_no_bit()
    {
        using var disk = new SmallDisk(Megabytes);
        var checkpoints = Path.Combine(disk.Path, "checkpoints");
        var options = Options with { Checkpoints = new() { Folder = checkpoints, Resume = true }, LogFolder = Path.Combine(disk.Path, "log") };

        var expected = Fit(Options);

        // In the third epoch, when two have been written down.
        var error = Assert.Throws<IOException>(() => Fit(options, new At(5, disk.Fill)));

        Assert.Contains("epoch-000003.safetensors' cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("epoch-000002.safetensors'.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["epoch-000001.safetensors", "epoch-000002.safetensors"], Directory.GetFiles(checkpoints, "epoch-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));

        disk.Free();
        Assert.Equal(expected, Fit(options));
        Assert.Equal([1, 2, 3, 4], File.ReadLines(Path.Combine(disk.Path, "log", "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("epoch").GetInt32()));
    }

    [SmallDiskFact]
    public void A_disk_that_is_full_from_the_beginning_is_told_with_the_first_checkpoint()
    {
        using var disk = new SmallDisk(Megabytes);
        var folder = Path.Combine(disk.Path, "checkpoints");

        var error = Assert.Throws<IOException>(() => Fit(Options with { Checkpoints = new() { Folder = folder } }, new At(1, disk.Fill)));

        Assert.Contains("There is none yet.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "epoch-*"));
    }

    private static float[] Fit(TrainerOptions options, IProgress<TrainingProgress>? progress = null)
    {
        using var model = TestClips.Model(dropout: 0.3);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(14, seconds: 0.4));
        new Trainer(options).Fit(model, clips, [.. Enumerable.Range(0, 14)], progress: progress);
        return [.. model.parameters().SelectMany(weight => weight.data<float>().ToArray())];
    }

    /// <summary>Does something after a step.</summary>
    private sealed class At(int step, Action work) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Stage == TrainingStage.Training && value.Done == step)
                work();
        }
    }
}
