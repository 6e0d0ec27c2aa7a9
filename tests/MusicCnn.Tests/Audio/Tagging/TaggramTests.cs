using MusicCnn.Audio.Tagging;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Audio.Tagging;

public class TaggramTests
{
    private static readonly Taggram Example = new(
        ["a", "b", "c"],
        [new(TimeSpan.Zero, TimeSpan.FromSeconds(3)), new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3))],
        [0.25f, 0.5f, 0.5f, 0.25f, 0.5f, 0.75f],
        new Dictionary<string, NpyArray>());

    [Fact]
    public void Tags_of_the_whole_clip_are_means_over_patches_the_likeliest_first() =>
        Assert.Equal([new("c", 2, 0.625f), new("b", 1, 0.5f), new("a", 0, 0.25f)], Example.Likelihoods);

    [Fact]
    public void Tags_of_equal_likelihood_keep_the_order_of_the_labels()
    {
        var even = new Taggram(["a", "b", "c"], [default], [0.5f, 0.75f, 0.5f], new Dictionary<string, NpyArray>());

        Assert.Equal(["b", "a", "c"], even.Likelihoods.Select(tag => tag.Tag));
    }

    [Fact]
    public void The_top_is_as_long_as_asked_for_and_not_longer_than_there_are_tags()
    {
        Assert.Equal(["c", "b"], Example.Top(2).Select(tag => tag.Tag));
        Assert.Equal(3, Example.Top(9).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Example.Top(0));
        Assert.Equal("c 0.63, b 0.50, a 0.25 (2 patches)", Example.ToString());
    }

    [Fact]
    public void Values_are_patches_by_tags()
    {
        Assert.Equal(0.75f, Example[1, 2]);
        Assert.Equal(0.25f, Example.ToArray()[1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Example[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Example[2, 0]);
    }
}
