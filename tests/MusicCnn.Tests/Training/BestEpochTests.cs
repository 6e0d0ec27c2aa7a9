using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class BestEpochTests
{
    private static readonly int[] Train = [.. Enumerable.Range(0, 14)];
    private static readonly int[] Validation = [.. Enumerable.Range(14, 10)];

    /// <summary>So high a rate that the figures jump about.</summary>
    private static readonly TrainerOptions Wild = new() { Epochs = 12, BatchSize = 8, LearningRate = 0.5, Schedule = LearningRateSchedule.Constant, Seed = 7 };

    [Theory]
    [InlineData(ValidationFigure.Loss)]
    [InlineData(ValidationFigure.PatchAccuracy)]
    [InlineData(ValidationFigure.SongAccuracy)]
    public void The_weights_of_the_first_epoch_with_the_best_figure_are_kept(ValidationFigure figure)
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(24));

        var result = new Trainer(Wild with { BestBy = figure }).Fit(model, clips, Train, Validation);

        var figures = result.Epochs.Select(epoch => figure switch
        {
            ValidationFigure.Loss => -epoch.ValidationLoss!.Value,
            ValidationFigure.PatchAccuracy => epoch.ValidationPatchAccuracy!.Value,
            _ => epoch.ValidationAccuracy!.Value,
        }).ToArray();
        Assert.Equal(Wild.Epochs, figures.Length);
        Assert.Equal(Array.IndexOf(figures, figures.Max()) + 1, result.KeptEpoch);
        var kept = Evaluator.Evaluate(model, clips, Validation);
        var best = result.Epochs[result.KeptEpoch - 1];
        Assert.Equal((best.ValidationLoss, best.ValidationPatchAccuracy, best.ValidationAccuracy), (kept.Loss, kept.PatchAccuracy, kept.SongAccuracy));
    }

    [Theory]
    [InlineData(ValidationFigure.Loss)]
    [InlineData(ValidationFigure.RocAuc)]
    [InlineData(ValidationFigure.PrAuc)]
    public void The_weights_of_the_first_epoch_with_the_best_figure_of_tags_are_kept(ValidationFigure figure)
    {
        int[] train = [.. Enumerable.Range(0, 24)], validation = [.. Enumerable.Range(24, 12)];
        using var model = TagTrainingTests.Model();
        using var clips = PreparedClips.Prepare(model, new TagTrainingTests.Tones());

        var result = new Trainer(Wild with { BestBy = figure }).Fit(model, clips, train, validation);

        var figures = result.Epochs.Select(epoch => figure switch
        {
            ValidationFigure.Loss => -epoch.ValidationLoss!.Value,
            ValidationFigure.RocAuc => epoch.ValidationRocAuc!.Value,
            _ => epoch.ValidationPrAuc!.Value,
        }).ToArray();
        Assert.Equal(Array.IndexOf(figures, figures.Max()) + 1, result.KeptEpoch);
        Assert.NotEqual((1, figures[^1]), (result.KeptEpoch, figures.Max()));
        var kept = TagEvaluator.Evaluate(model, clips, validation);
        var best = result.Epochs[result.KeptEpoch - 1];
        Assert.Equal((best.ValidationLoss, best.ValidationRocAuc, best.ValidationPrAuc), (kept.Loss, kept.Songs.MacroRocAuc, kept.Songs.MacroPrAuc));
    }

    [Theory]
    [InlineData(ValidationFigure.RocAuc)]
    [InlineData(ValidationFigure.PrAuc)]
    public void Songs_with_the_same_tags_have_no_areas_to_choose_by(ValidationFigure figure)
    {
        using var model = TagTrainingTests.Model();
        using var clips = PreparedClips.Prepare(model, new TagTrainingTests.Tones());

        // The tags of a clip are the bits of its number, of which 25 and 33 have the same last three.
        var error = Assert.Throws<ArgumentException>(() => new Trainer(Wild with { Epochs = 1, BestBy = figure }).Fit(model, clips, [.. Enumerable.Range(0, 8)], [25, 33]));

        Assert.Contains($"there is no {figure} to choose the best epoch by", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patience_counts_epochs_without_a_better_figure_of_the_kind_chosen()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(24));

        var result = new Trainer(Wild with { Epochs = 60, BestBy = ValidationFigure.SongAccuracy, Patience = 3 }).Fit(model, clips, Train, Validation);

        Assert.True(result.Epochs.Count < 60);
        Assert.Equal(result.KeptEpoch + 3, result.Epochs.Count);
        Assert.Equal(result.Epochs.MaxBy(epoch => epoch.ValidationAccuracy)!.Epoch, result.KeptEpoch);
    }

    [Fact]
    public void Training_stops_after_so_many_epochs_without_a_lower_training_loss_and_keeps_the_last_weights()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(24));

        var result = new Trainer(Wild with { Epochs = 60, TrainingPatience = 2 }).Fit(model, clips, Train);

        Assert.True(result.Epochs.Count < 60);
        Assert.Equal(result.Epochs.MinBy(epoch => epoch.Loss)!.Epoch + 2, result.Epochs.Count);
        Assert.Equal(result.Epochs.Count, result.KeptEpoch);
    }

    [Fact]
    public void Figures_that_the_clips_do_not_have_are_refused()
    {
        Refuses("needs clips to validate with", new() { BestBy = ValidationFigure.Loss }, validation: null);
        Refuses("have a class each and no tags", new() { BestBy = ValidationFigure.PrAuc }, Validation);
        Refuses("validates with patches of the training songs, but there are songs", new() { LeakingValidation = 0.1, Sampling = PatchSampling.Sequential }, Validation);
        Refuses("cut one behind the other", new() { LeakingValidation = 0.1 }, validation: null);
        Refuses("holds back patches, no songs", new() { LeakingValidation = 0.1, Sampling = PatchSampling.Sequential, BestBy = ValidationFigure.SongAccuracy }, validation: null);
        Refuses("Set TrainingPatience instead", new() { Plateau = new() { StopAfter = 3 } }, validation: null);
        Refuses("14 patches, fewer than a batch of 16", new() { DropLast = true }, validation: null);

        static void Refuses(string reason, TrainerOptions options, int[]? validation)
        {
            using var model = TestClips.Model();
            using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(24, seconds: 0.4));
            Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new Trainer(options).Fit(model, clips, Train, validation)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused_by_name()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(4, seconds: 0.2));
        var device = new TorchSharp.torch.Device("cuda:63");

        var error = Assert.Throws<ArgumentException>(() => new Trainer(new() { Device = device }).Fit(model, clips, [0, 1, 2, 3]));

        Assert.Contains("cannot be moved to the device 'cuda:63'", error.Message, StringComparison.Ordinal);
    }
}
