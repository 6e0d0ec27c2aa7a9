using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class VotesTests
{
    [Fact]
    public void The_majority_wins_over_a_higher_mean()
    {
        float[,] probabilities = { { 0.6f, 0.4f }, { 0.55f, 0.45f }, { 0.01f, 0.99f } };
        Assert.Equal([0, 0, 1], Votes.Patches(probabilities));
        Assert.Equal(0, Votes.Song(probabilities, VoteRule.Majority));
        Assert.Equal(1, Votes.Song(probabilities, VoteRule.MeanProbability));
    }

    [Fact]
    public void The_mean_decides_between_equal_votes_only()
    {
        // One vote each for the first two classes; the third has the highest mean and no vote.
        float[,] probabilities = { { 0.5f, 0.01f, 0.49f }, { 0.0f, 0.52f, 0.48f } };
        Assert.Equal(1, Votes.Song(probabilities, VoteRule.Majority));
        Assert.Equal(0, Votes.Song(new[,] { { 0.9f, 0.1f }, { 0.4f, 0.6f } }, VoteRule.Majority));
    }

    [Fact]
    public void A_single_patch_decides_alone() =>
        Assert.Equal(2, Votes.Song(new[,] { { 0.2f, 0.3f, 0.5f } }, VoteRule.Majority));
}
