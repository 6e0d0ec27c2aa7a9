using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>What docs/training.md shows compiles, and runs on the public surface alone.</summary>
public sealed class TrainingPageTests : IDisposable
{
    private static readonly RhythmSet Songs = new(new() { ClipsPerClass = 3, SampleRate = 8_000, ShortestClip = TimeSpan.FromSeconds(1), LongestClip = TimeSpan.FromSeconds(1) });

    private readonly string _folder = Directory.CreateTempSubdirectory("musiccnn-docs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_code_block_is_a_region_of_code_that_compiles() =>
        ReadmeTests.RequireRegions(Path.Combine("docs", "training.md"), "TrainingCode.cs");

    [Fact]
    public void The_folds_run() => Assert.All(TrainingCode.Folds(Songs, folds: 3), accuracy => Assert.InRange(accuracy, 0, 1));

    [Fact]
    public void The_figures_beside_the_paired_test_are_those_of_a_test_of_ten_folds()
    {
        // Differences of mean 0.042 and deviation 0.029: t = 0.042 / (0.029·√(1/10 + 10/81)).
        double[] signs = [-1, 1, -1, 1, -1, 1, -1, 1, -1, 1];
        var spread = 0.029 * Math.Sqrt(9 / 10.0);

        var test = TrainingCode.Compare([.. signs.Select(sign => 0.042 + sign * spread)], [.. signs.Select(_ => 0.0)], new Fold(1, [.. Enumerable.Range(0, 81)], [.. Enumerable.Range(81, 9)], [.. Enumerable.Range(90, 10)]));

        Assert.Equal("0.042 ± 0.029, t(9) = 3.06, p = 0.013", test.ToString());
    }

    [Fact]
    public void A_table_in_MagnaTagATunes_form_is_trained_on()
    {
        var table = Path.Combine(_folder, "annotations_final.csv");
        using (var writer = new StreamWriter(table))
        {
            writer.WriteLine("\"clip_id\"\t\"high\"\t\"low\"\t\"mp3_path\"");
            foreach (var (index, place) in "0123cdef".Index())
            {
                var high = index % 2;
                writer.WriteLine(FormattableString.Invariant($"\"{index}\"\t\"{high}\"\t\"{1 - high}\"\t\"{place}/{index}.wav\""));
                Directory.CreateDirectory(Path.Combine(_folder, $"{place}"));
                var samples = Enumerable.Range(0, 8_000).Select(n => (float)Math.Sin(2 * Math.PI * (200 + 2_000 * high) * n / 8_000)).ToArray();
                AudioFile.Save(Path.Combine(_folder, $"{place}", $"{index}.wav"), new AudioClip(samples, 8_000));
            }
        }

        TrainingCode.Tags(table, _folder);
    }

    [Fact]
    public void An_experiment_runs_and_tests_every_song()
    {
        var protocol = TrainingProtocols.Cbmi2016 with { Folds = 3, Training = TrainingProtocols.Cbmi2016.Training with { Epochs = 2, BatchSize = 4 } };

        Assert.Equal(Songs.Count, TrainingCode.Protocol(protocol, Songs, _folder).Songs!.Total);
    }

    [Fact]
    public void The_second_run_with_a_cache_finds_every_song()
    {
        using var model = TrainingCode.Create(Songs.Labels);
        Assert.Equal((0, Songs.Count), Found());
        Assert.Equal((Songs.Count, 0), Found());

        (long, long) Found()
        {
            var statistics = TrainingCode.Cache(model, Songs, Path.Combine(_folder, "cache"));
            return (statistics.Hits, statistics.Misses);
        }
    }

    [Fact]
    public void The_run_leaves_two_checkpoints_and_a_line_of_the_log_for_each_epoch()
    {
        using var model = TrainingCode.Create(Songs.Labels);
        using var clips = PreparedClips.Prepare(model, Songs);
        var fold = CrossValidation.ByClip(Songs, folds: 3, seed: 1)[0];

        TrainingCode.Resume(model, clips, fold.Train, fold.Test, _folder);

        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "checkpoints"), "*.safetensors").Length);
        Assert.Equal(200, File.ReadAllLines(Path.Combine(_folder, "log", "metrics.jsonl")).Length);
    }
}
