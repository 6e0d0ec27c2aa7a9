using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class ClipSplitTests
{
    [Fact]
    public void Every_clip_is_on_exactly_one_side()
    {
        var split = ClipSplit.ByClip(new NamedClips(10, 7, 31), 0.25, seed: 1);

        Assert.Equal(Enumerable.Range(0, 48), split.Train.Concat(split.Test).Order());
        Assert.Equal(split.Test.Order(), split.Test);
        Assert.Equal(split.Train.Order(), split.Train);
    }

    [Theory]
    [InlineData(0.25, 3, 2, 8)]
    [InlineData(0.01, 1, 1, 1)]
    [InlineData(0.99, 9, 6, 30)]
    public void Classes_keep_their_proportions_with_at_least_one_clip_on_each_side(double fraction, int first, int second, int third)
    {
        var source = new NamedClips(10, 7, 31);

        var split = ClipSplit.ByClip(source, fraction, seed: 2);

        Assert.Equal([first, second, third], Enumerable.Range(0, 3).Select(label => split.Test.Count(clip => source.Label(clip) == label)));
    }

    [Fact]
    public void Split_depends_on_names_and_seed_and_not_on_order()
    {
        var source = new NamedClips(20, 20);
        var reversed = new NamedClips(20, 20) { Reversed = true };

        var split = Tested(source, seed: 5);

        Assert.Equal(split, Tested(reversed, seed: 5));
        Assert.NotEqual(split, Tested(source, seed: 6));

        // Pinned: a change would mix the two sides of everybody's data.
        Assert.Equal(["class 0/0.wav", "class 0/13.wav", "class 0/16.wav", "class 0/2.wav"], split.Take(4));
    }

    [Fact]
    public void Data_set_that_grows_keeps_most_of_its_split()
    {
        var before = Tested(new NamedClips(40, 40), seed: 1);
        var after = Tested(new NamedClips(44, 44), seed: 1);

        Assert.True(before.Intersect(after).Count() >= 0.7 * before.Count);
    }

    [Fact]
    public void Clips_of_one_name_are_still_divided()
    {
        var split = ClipSplit.ByClip(new NamedClips(4, 4) { SameName = true }, 0.5, seed: 1);

        Assert.Equal([0, 1, 4, 5], split.Test);
    }

    [Fact]
    public void Every_side_is_drawn_about_equally_often()
    {
        var source = new NamedClips(10, 10);
        var counts = new int[20];

        for (var seed = 0; seed < 1_000; seed++)
        {
            foreach (var clip in ClipSplit.ByClip(source, 0.5, seed).Test)
                counts[clip]++;
        }

        // Binomial, 1000 draws of one half: five standard deviations are 79.
        Assert.All(counts, count => Assert.InRange(count, 421, 579));
    }

    [Fact]
    public void Class_of_one_clip_and_fractions_that_leave_a_side_empty_are_refused()
    {
        Assert.Contains("'class 1' has 1", Assert.Throws<ArgumentException>(() => ClipSplit.ByClip(new NamedClips(3, 1), 0.5, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("'class 0' has 0", Assert.Throws<ArgumentException>(() => ClipSplit.ByClip(new NamedClips(0, 3), 0.5, 1)).Message, StringComparison.Ordinal);
        foreach (var fraction in new[] { 0, 1, -0.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => ClipSplit.ByClip(new NamedClips(3, 3), fraction, 1));
    }

    private static List<string> Tested(NamedClips source, int seed) => [.. ClipSplit.ByClip(source, 0.25, seed).Test.Select(source.Name).Order(StringComparer.Ordinal)];
}
