using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class ExperimentTests
{
    private static readonly TrainingProtocol Short = TrainingProtocols.Cbmi2016 with
    {
        Folds = 3,
        ValidationShare = 0.2,
        Training = TrainingProtocols.Cbmi2016.Training with { Epochs = 4, BatchSize = 6, LearningRate = 0.5, Seed = 3 },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_song_is_tested_once_by_a_network_that_never_heard_it(bool leaking)
    {
        var source = TestClips.LowAndHigh(24, seconds: 0.4);
        var protocol = leaking ? Short with { ValidationShare = 0, Training = Short.Training with { LeakingValidation = 0.2, PatchHop = 4 } } : Short;

        var result = Experiment.Run(protocol, source, () => TestClips.Model());

        Assert.Equal(3, result.Folds.Count);
        Assert.Equal(24, result.Songs!.Total);
        Assert.Equal(Enumerable.Range(0, 24), result.Folds.SelectMany(fold => fold.Fold.Test).Order());
        Assert.All(result.Folds, fold =>
        {
            Assert.Equal(4, fold.Training.Epochs.Count);
            Assert.Equal(leaking, fold.Training.Epochs[0].ValidationAccuracy is null);
            Assert.Equal(fold.Training.Epochs.MaxBy(epoch => epoch.ValidationPatchAccuracy)!.Epoch, fold.Training.KeptEpoch);
        });
        Assert.Equal(result.Folds.Average(fold => fold.Classes!.SongAccuracy), result.SongAccuracy!.Value.Mean, 1e-12);
        Assert.Null(result.RocAuc);
        Assert.Equal($"cbmi2016, 3 folds: accuracy {result.SongAccuracy}", result.ToString());
        Assert.True(result.TrainingTime > TimeSpan.Zero && result.RealTimeFactor > 0);
    }

    [Fact]
    public void An_experiment_interrupted_in_any_fold_goes_on_to_the_same_figures()
    {
        var source = TestClips.LowAndHigh(24, seconds: 0.4);
        var expected = Figures(Experiment.Run(Short, source, () => TestClips.Model()));

        foreach (var stopIn in new[] { 1, 2, 3 })
        {
            using var folder = new TemporaryFolder();
            var options = new ExperimentOptions { CheckpointFolder = folder.Path, LogFolder = folder.File("log") };
            using var cancel = new CancellationTokenSource();
            var steps = 0;
            Assert.ThrowsAny<OperationCanceledException>(() => Experiment.Run(Short, source, () => TestClips.Model(), options, new Told(progress =>
            {
                if (progress.Fold == stopIn && progress.Step.Stage == TrainingStage.Training && ++steps == 5)
                    cancel.Cancel();
            }), cancel.Token));
            var trained = new HashSet<int>();

            var resumed = Experiment.Run(Short, source, () => TestClips.Model(), options, new Told(progress =>
            {
                if (progress.Step.Stage == TrainingStage.Training)
                    trained.Add(progress.Fold);
            }));

            Assert.Equal(expected, Figures(resumed));
            Assert.Equal(Enumerable.Range(stopIn, 4 - stopIn), trained.Order());
            Assert.Equal(4, File.ReadAllLines(folder.File("log/fold-03/metrics.jsonl")).Length);
        }

        static string Figures(ExperimentResult result) => string.Join('|', result.Folds.SelectMany(fold =>
            fold.Training.Epochs.Select(epoch => $"{epoch}").Append($"{fold.Training.KeptEpoch} {fold.Classes!.Loss:R} {fold.Classes.Songs}")));
    }

    [Fact]
    public void Each_fold_draws_initial_weights_of_its_own_and_the_same_ones_again()
    {
        var source = TestClips.LowAndHigh(24, seconds: 0.4);
        var protocol = Short with { Training = Short.Training with { Epochs = 1 } };
        using var first = TestClips.Model();
        using var clips = PreparedClips.Prepare(first, source);

        var draws = Draws(protocol);

        Assert.Equal(3, draws.Distinct().Count());
        Assert.Equal(draws, Draws(protocol));
        Assert.Equal(draws[1..], Draws(protocol, protocol.Divide(source).Skip(1)));

        List<float> Draws(TrainingProtocol protocol, IEnumerable<Fold>? folds = null)
        {
            var draws = new List<float>();
            Experiment.Run(protocol, clips, () =>
            {
                using var draw = rand(1);
                draws.Add(draw.item<float>());
                return TestClips.Model();
            }, new() { Folds = folds?.ToArray() });
            return draws;
        }
    }

    [Fact]
    public void Taggers_have_areas_instead_of_accuracies()
    {
        var protocol = TrainingProtocols.Musicnn with { Training = TrainingProtocols.Musicnn.Training with { Epochs = 2, BatchSize = 8 } };
        var fold = new Fold(1, [.. Enumerable.Range(0, 20)], [.. Enumerable.Range(20, 8)], [.. Enumerable.Range(28, 8)]);

        var result = Experiment.Run(protocol, new TagTrainingTests.Tones(), () => TagTrainingTests.Model(), new() { Folds = [fold] });

        Assert.Null(result.Songs);
        Assert.Null(result.SongAccuracy);
        Assert.Equal(result.Folds[0].Tags!.Songs.MacroRocAuc, result.RocAuc!.Value.Mean);
        Assert.Equal(result.Folds[0].Tags!.Songs.MacroPrAuc, result.PrAuc!.Value.Mean);
        Assert.NotNull(result.Folds[0].Training.Epochs[0].ValidationPrAuc);
        Assert.StartsWith("musicnn, 1 fold: ROC-AUC", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Songs_that_cannot_be_divided_are_refused_before_any_is_loaded()
    {
        var source = TestClips.LowAndHigh(4);

        Assert.Throws<ArgumentException>(() => Experiment.Run(TrainingProtocols.Eusipco2017Instruments, source, () => throw new InvalidOperationException("No model is needed.")));

        Assert.Empty(source.Loaded);
    }

    [Theory]
    [InlineData("Fold 1 lists clip 15 to test with and to train on", 1, 2)]
    [InlineData("Fold 2 lists clip 20 to validate with and to train on", 2, 3)]
    [InlineData("Fold 2 lists clip 21 to test with and to validate with", 2, 4)]
    [InlineData("Fold 1 lists clip 2 twice to train on", 1, 5)]
    [InlineData("Two folds have the number 1", 2, 1)]
    [InlineData("Clip 24 is not among the 24 prepared clips", 2, 6)]
    public void Folds_that_are_none_are_refused_before_anything_is_trained(string reason, int number, int kind)
    {
        using var first = TestClips.Model();
        using var clips = PreparedClips.Prepare(first, TestClips.LowAndHigh(24, seconds: 0.2));
        int[] train = [.. Enumerable.Range(0, 16)];
        Fold whole = new(3 - number, train, [16, 17, 18, 19], [20, 21, 22, 23]);
        Fold broken = kind switch
        {
            1 => new(3 - number, train, [16, 17], [20, 21]),
            2 => new(number, train, [16, 17], [15, 20, 21]),
            3 => new(number, [.. train, 20], [20, 21], [22, 23]),
            4 => new(number, train, [16, 21], [21, 22]),
            5 => new(number, [.. train, 2], [16, 17], [20, 21]),
            _ => new(number, train, [16, 17], [20, 24]),
        };

        var error = Assert.Throws<ArgumentException>(() => Experiment.Run(Short, clips, () => throw new InvalidOperationException("No model is needed."), new() { Folds = [whole, broken] }));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_of_the_training_are_not_those_of_its_folds()
    {
        using var folder = new TemporaryFolder();
        var source = TestClips.LowAndHigh(24);

        Refuses("CheckpointFolder", Short.Training with { Checkpoints = new() { Folder = folder.Path } });
        Refuses("LogFolder", Short.Training with { LogFolder = folder.Path });

        Assert.Empty(source.Loaded);

        void Refuses(string remedy, TrainerOptions training) =>
            Assert.Contains(remedy, Assert.Throws<ArgumentException>(() => Experiment.Run(Short with { Training = training }, source, () => TestClips.Model())).Message, StringComparison.Ordinal);
    }

    private sealed class Told(Action<ExperimentProgress> work) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => work(value);
    }
}
