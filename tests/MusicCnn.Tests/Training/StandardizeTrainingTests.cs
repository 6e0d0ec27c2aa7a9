using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class StandardizeTrainingTests
{
    private static readonly TrainerOptions Short = new() { Epochs = 1, BatchSize = 8, LearningRate = 0.02, Seed = 7 };
    private static readonly int[] Train = [.. Enumerable.Range(0, 14)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_fits_to_the_clips_trained_on_and_to_no_others(bool trainableFrontEnd)
    {
        using var model = TestClips.Model(trainableFrontEnd: trainableFrontEnd, standardize: true);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        var (expected, more) = (Statistics(model, clips, Train), Statistics(model, clips, [.. Train, 14, 15]));
        new Trainer(Short).Fit(model, clips, Train, validation: [14, 15]);

        Assert.Equal(expected.Means, model.Standardize!.Mean);
        Assert.Equal(expected.Deviations, model.Standardize.Deviation);
        Assert.NotEqual(more.Means, model.Standardize.Mean);
    }

    [Fact]
    public void Fitted_statistics_stay_when_training_goes_on_with_other_clips()
    {
        using var model = TestClips.Model(standardize: true);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        new Trainer(Short).Fit(model, clips, Train);
        var before = model.Standardize!.Mean;

        new Trainer(Short).Fit(model, clips, [14, 15, 16, 17]);

        Assert.Equal(before, model.Standardize.Mean);
    }

    [Fact]
    public void A_classifier_learns_with_it_and_decides_alike_everywhere()
    {
        using var model = TestClips.Model(standardize: true);
        var source = TestClips.LowAndHigh(20);
        using var clips = PreparedClips.Prepare(model, source);
        new Trainer(Short with { Epochs = 6, PatchesPerClip = 2 }).Fit(model, clips, Train);
        int[] test = [14, 15, 16, 17, 18, 19];

        Assert.Equal(1, Evaluator.Evaluate(model, clips, test, VoteRule.MeanProbability).SongAccuracy);
        Assert.All(test, clip => Assert.Equal(source.Label(clip), model.Predict(source.Load(clip)).Best.Index));
        Assert.Equal(0, LiveTensors.ChangeBy(() => new Trainer(Short).Fit(model, clips, Train)));
    }

    [Fact]
    public void Before_training_a_classifier_says_what_is_missing()
    {
        using var model = TestClips.Model(standardize: true);
        model.eval();

        Assert.Contains("no mean and deviation yet", Assert.Throws<InvalidOperationException>(() => model.Predict(TestClips.LowAndHigh(1).Load(0))).Message);
    }

    private static ImageStatistics Statistics(AudioClassifier model, PreparedClips clips, int[] chosen)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var statistics = new ImageStatistics(16);
        foreach (var clip in chosen)
            statistics.Add(clips.HoldsWaveforms ? model.Image(clips.Data(clip)) : clips.Data(clip));
        return statistics;
    }
}
