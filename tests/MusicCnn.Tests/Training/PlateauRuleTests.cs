using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class PlateauRuleTests
{
    [Fact]
    public void A_rate_that_falls_on_recovery_counts_epochs_above_the_lowest_loss_in_a_row_or_not()
    {
        // Above the lowest: 6, 5, then 4 is not (it equals), 7 is the third. 3 is a recovery from more than two, after which the count begins anew.
        double[] losses = [4, 6, 5, 4, 7, 3, 9, 9, 2, 9, 1];

        var (rates, over) = Rates(new() { Rule = PlateauRule.OnRecovery, Patience = 2, StopAfter = 3 }, losses);

        Assert.Equal([1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25], rates);
        Assert.DoesNotContain(true, over);
    }

    [Fact]
    public void A_loss_that_does_not_recover_ends_the_training_at_the_same_rate()
    {
        var (rates, over) = Rates(new() { Rule = PlateauRule.OnRecovery, Patience = 1, StopAfter = 3 }, [1, 2, 2, 2, 2]);

        Assert.Equal([1, 1, 1, 1, 1], rates);
        Assert.Equal([false, false, false, false, true], over);
    }

    [Fact]
    public void A_count_of_all_epochs_is_not_begun_anew_by_a_lower_loss_and_lowers_the_rate_an_epoch_later()
    {
        // 5 and 6 bring no lower loss, 3 does, 3 again does not: that is three. The next epoch lowers the rate though its loss is lower, and does not count.
        var (rates, _) = Rates(new() { Rule = PlateauRule.InAll, Patience = 3 }, [4, 5, 6, 3, 3, 2, 2, 2, 2, 1]);

        Assert.Equal([1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25], rates);
    }

    [Theory]
    [InlineData(PlateauRule.OnRecovery)]
    [InlineData(PlateauRule.InAll)]
    [InlineData(PlateauRule.InARow)]
    public void A_loss_that_always_falls_leaves_the_rate_as_it_is(PlateauRule rule) =>
        Assert.All(Rates(new() { Rule = rule, Patience = 1 }, [5, 4, 3, 2, 1]).Rates, rate => Assert.Equal(1, rate));

    [Fact]
    public void Steps_halve_the_rate_after_every_so_many_epochs()
    {
        var rule = new RateSchedule(new() { Epochs = 7, LearningRate = 8, Schedule = LearningRateSchedule.Steps, Steps = new() { EveryEpochs = 3, Factor = 0.5 } });

        // Four steps an epoch, three epochs a rate.
        for (var step = 0; step < 28; step++)
            Assert.Equal(step < 12 ? 8 : step < 24 ? 4 : 2, rule.Rate(step, 28));
    }

    private static (double[] Rates, bool[] Over) Rates(PlateauOptions plateau, double[] losses)
    {
        var rule = new RateSchedule(new() { LearningRate = 1, Schedule = LearningRateSchedule.Plateau, Plateau = plateau });
        var epochs = losses.Index().Select(loss =>
        {
            rule.Note(new EpochResult(loss.Index + 1, loss.Item, 0, null) { LearningRate = 1 });
            return (Rate: rule.Rate(0, 100), rule.IsOver);
        }).ToArray();
        return ([.. epochs.Select(epoch => epoch.Rate)], [.. epochs.Select(epoch => epoch.IsOver)]);
    }
}
