using System.Text;
using System.Text.Json;
using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class CheckpointDamageTests
{
    private static readonly TrainerOptions Short = new() { Epochs = 3, BatchSize = 7, LearningRate = 0.02, Seed = 7 };

    [Fact]
    public void A_checkpoint_cut_off_anywhere_or_with_a_bit_of_its_header_turned_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        var options = Resumed(folder);
        var expected = Fit(options);
        var newest = folder.File("epoch-000003.safetensors");
        var whole = File.ReadAllBytes(newest);
        var header = 8 + BitConverter.ToInt32(whole);

        for (var part = 0; part < 20; part++)
            Passes(whole[..(whole.Length * part / 20)]);
        for (var at = 0; at < header; at += header / 30)
            Passes(Turned(whole, at, bit: at % 7));

        void Passes(byte[] broken)
        {
            File.WriteAllBytes(newest, broken);
            Assert.Equal(expected, Fit(options));
            Assert.Equal(whole, File.ReadAllBytes(newest));
        }
    }

    [Theory]
    [InlineData("\\\"step\\\":6", "\\\"step\\\":7")]
    [InlineData("\\\"rateFactor\\\":1", "\\\"rateFactor\\\":3")]
    [InlineData("\\\"seed\\\":\\\"7", "\\\"seed\\\":\\\"6")]
    public void A_figure_that_a_disk_changed_in_a_checkpoint_is_found(string figure, string changed)
    {
        using var folder = new TemporaryFolder();
        var options = Resumed(folder);
        var expected = Fit(options);
        var newest = folder.File("epoch-000003.safetensors");
        var bytes = File.ReadAllBytes(newest);
        var text = Encoding.Latin1.GetString(bytes);
        Assert.Contains(figure, text, StringComparison.Ordinal);
        File.WriteAllBytes(newest, Encoding.Latin1.GetBytes(text.Replace(figure, changed, StringComparison.Ordinal)));

        Assert.Equal(expected, Fit(options));
        Assert.Equal(bytes, File.ReadAllBytes(newest));
    }

    [Fact]
    public void The_newest_checkpoint_is_the_one_of_the_highest_number()
    {
        using var folder = new TemporaryFolder();
        var expected = Fit(Resumed(folder) with { Checkpoints = new() { Folder = folder.Path, Keep = 3 } });
        File.Move(folder.File("epoch-000002.safetensors"), folder.File("epoch-2.safetensors"));
        File.WriteAllText(folder.File("epoch-99999999999.safetensors"), "no number that an epoch has");

        // Nothing is left to do, so that nothing can be cancelled.
        Assert.Equal(expected, Fit(Resumed(folder), cancelAt: 5));
    }

    [Fact]
    public void Epochs_redone_behind_a_broken_checkpoint_of_a_later_one_are_kept()
    {
        using var folder = new TemporaryFolder();
        var expected = Fit(Resumed(folder) with { Checkpoints = new() { Folder = folder.Path, Keep = 3 } });
        File.Delete(folder.File("epoch-000002.safetensors"));
        File.WriteAllText(folder.File("epoch-000003.safetensors"), "broken");

        // The second epoch is written down, the third is not reached.
        Assert.Throws<OperationCanceledException>(() => Fit(Resumed(folder) with { Checkpoints = new() { Folder = folder.Path, Resume = true, Keep = 1 } }, cancelAt: 5));

        Assert.True(File.Exists(folder.File("epoch-000002.safetensors")));
        Assert.Equal(expected, Fit(Resumed(folder)));
    }

    [Fact]
    public void Dropout_front_ends_and_the_seed_of_an_augmentation_belong_to_a_training()
    {
        using var folder = new TemporaryFolder();
        var options = Resumed(folder);
        using var one = new TimeShift(new() { MaxShift = 2, Seed = 1 });
        using var other = new TimeShift(new() { MaxShift = 2, Seed = 2 });
        _ = Fit(options with { Augmentation = one });

        Refuses("network", () => Fit(options with { Augmentation = one }, dropout: 0.4));
        Refuses("front-end", () => Fit(options with { Augmentation = one }, compression: new MusicCnn.FrontEnds.LogOnePlus(9_999)));
        Refuses("augmentation", () => Fit(options with { Augmentation = other }));
        one.eval();
        Refuses("augmentation", () => Fit(options with { Augmentation = one }));

        static void Refuses(string difference, Action resume) =>
            Assert.Contains($"{difference} ('", Assert.Throws<ArgumentException>(resume).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_run_killed_between_its_checkpoint_and_its_log_leaves_no_gap_in_the_log(int left)
    {
        using var folder = new TemporaryFolder();
        var options = Resumed(folder) with { LogFolder = folder.File("log", "x")[..^2], Checkpoints = new() { Folder = folder.File("checkpoints", "x")[..^2], Resume = true } };
        Assert.Throws<OperationCanceledException>(() => Fit(options, cancelAt: 5));
        var log = folder.File("log", "metrics.jsonl");
        var lines = File.ReadAllLines(log);
        Assert.Equal(2, lines.Length);
        File.WriteAllText(log, $"{lines[0]}\n{lines[1][..left]}");

        _ = Fit(options);

        var resumed = File.ReadAllLines(log);
        Assert.Equal(lines, resumed[..2]);
        Assert.Equal([1, 2, 3], resumed.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("epoch").GetInt32()));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_front_end_that_learns_is_resumed_to_the_same_bits(bool trainable, bool standardize)
    {
        using var folder = new TemporaryFolder();
        var expected = Fit(Short, trainable: trainable, standardize: standardize);
        var options = Resumed(folder) with { Checkpoints = new() { Folder = folder.File("Prüfpunkte 音", "x")[..^2], Resume = true, EveryEpochs = 2 } };

        Assert.Throws<OperationCanceledException>(() => Fit(options, cancelAt: 5, trainable: trainable, standardize: standardize));

        Assert.Equal(expected, Fit(options, trainable: trainable, standardize: standardize));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_told_by_its_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");

        Assert.Contains("taken", Assert.Throws<IOException>(() => Fit(Short with { Checkpoints = new() { Folder = folder.File("taken") } })).Message, StringComparison.Ordinal);
    }

    private static TrainerOptions Resumed(TemporaryFolder folder) => Short with { Checkpoints = new() { Folder = folder.Path, Resume = true } };

    private static byte[] Turned(byte[] bytes, int at, int bit)
    {
        var turned = bytes.ToArray();
        turned[at] ^= (byte)(1 << bit);
        return turned;
    }

    /// <summary>Trains on 14 tones, in two steps an epoch.</summary>
    private static float[] Fit(TrainerOptions options, int? cancelAt = null, double dropout = 0.3, MusicCnn.FrontEnds.Compression? compression = null, bool trainable = false, bool standardize = false)
    {
        using var model = TestClips.Model(dropout: dropout, compression: compression, trainableFrontEnd: trainable, standardize: standardize);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(14, seconds: 0.4));
        using var cancel = new CancellationTokenSource();
        new Trainer(options).Fit(model, clips, [.. Enumerable.Range(0, 14)], progress: new Stop(cancelAt, cancel), cancellationToken: cancel.Token);
        return [.. model.state_dict().Values.Where(tensor => tensor.dtype == TorchSharp.torch.ScalarType.Float32).SelectMany(weight => weight.data<float>().ToArray())];
    }

    private sealed class Stop(int? step, CancellationTokenSource cancel) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Stage == TrainingStage.Training && value.Done == step)
                cancel.Cancel();
        }
    }
}
