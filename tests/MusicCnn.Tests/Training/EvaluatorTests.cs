using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class EvaluatorTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decisions_are_those_of_predict(bool trainableFrontEnd)
    {
        var source = TestClips.LowAndHigh(8);
        using var model = TestClips.Model(trainableFrontEnd: trainableFrontEnd);
        var evaluation = Evaluator.Evaluate(model, source, rule: VoteRule.MeanProbability);

        var expected = ConfusionMatrix.Count(source.Labels, Enumerable.Range(0, source.Count).Select(clip => (source.Label(clip), model.Predict(source.Load(clip)).Best.Index)));
        Assert.Equal(expected.ToString(), evaluation.Songs.ToString());
        Assert.Equal(8, evaluation.Songs.Total);
        Assert.Equal(16, evaluation.Patches.Total);
    }

    [Fact]
    public void The_loss_is_the_mean_cross_entropy_of_the_patches()
    {
        var source = TestClips.LowAndHigh(6);
        using var model = TestClips.Model();
        var evaluation = Evaluator.Evaluate(model, source);

        var losses = Enumerable.Range(0, source.Count).SelectMany(clip =>
        {
            var patches = model.Predict(source.Load(clip)).PatchProbabilities();
            return Enumerable.Range(0, patches.GetLength(0)).Select(patch => -Math.Log(patches[patch, source.Label(clip)]));
        });
        Assert.Equal(losses.Average(), evaluation.Loss, precision: 6);
    }

    [Fact]
    public void Audio_and_time_add_up_to_the_real_time_factor()
    {
        var source = TestClips.LowAndHigh(6);
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, source);
        var all = Evaluator.Evaluate(model, clips, clips.Clips);
        var expected = Enumerable.Range(0, 6).Sum(clip => source.Load(clip).Duration.TotalSeconds);
        Assert.Equal(expected, all.Audio.TotalSeconds, precision: 6);
        Assert.True(all.Time >= clips.Time);
        Assert.Equal(all.Time / all.Audio, all.RealTimeFactor);
        Assert.Equal(0.5, all.Chance);
    }

    [Fact]
    public void The_model_is_in_evaluation_mode_afterwards_whatever_it_was_before()
    {
        var source = TestClips.LowAndHigh(2);
        using var model = TestClips.Model();
        model.train();
        Evaluator.Evaluate(model, source);
        Assert.False(model.training);
    }

    [Fact]
    public void A_cancelled_test_says_so()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(2));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Evaluator.Evaluate(model, clips, [0, 1], cancellationToken: cancelled.Token));
    }
}
