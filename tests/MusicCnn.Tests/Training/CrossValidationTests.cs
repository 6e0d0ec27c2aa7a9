using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class CrossValidationTests
{
    [Theory]
    [InlineData(2, 0)]
    [InlineData(10, 0)]
    [InlineData(10, 0.1)]
    [InlineData(3, 0.5)]
    public void Every_clip_is_tested_with_once_and_on_one_side_in_each_fold(int folds, double validation)
    {
        var source = new NamedClips(33, 12, 57);

        var all = CrossValidation.ByClip(source, folds, seed: 1, validation);

        Assert.Equal(Enumerable.Range(1, folds), all.Select(fold => fold.Number));
        Assert.Equal(Enumerable.Range(0, 102), all.SelectMany(fold => fold.Test).Order());
        Assert.All(all, fold =>
        {
            Assert.Equal(Enumerable.Range(0, 102), fold.Train.Concat(fold.Validation).Concat(fold.Test).Order());
            Assert.Equal(fold.Train.Order(), fold.Train);
            Assert.Equal(validation > 0, fold.Validation.Count > 0);
        });
    }

    [Fact]
    public void Folds_differ_by_one_clip_of_each_class_and_of_all_by_no_more_than_classes()
    {
        var source = new NamedClips(33, 12, 57);

        var folds = CrossValidation.ByClip(source, 10, seed: 4);

        for (var label = 0; label < 3; label++)
        {
            var counts = folds.Select(fold => fold.Test.Count(clip => source.Label(clip) == label)).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }

        Assert.InRange(folds.Max(fold => fold.Test.Count) - folds.Min(fold => fold.Test.Count), 0, 1);
    }

    [Fact]
    public void Validation_takes_its_share_of_each_class_outside_the_test()
    {
        var source = new NamedClips(50, 100);

        var folds = CrossValidation.ByClip(source, 5, seed: 2, validation: 0.25);

        Assert.All(folds, fold => Assert.Equal([10, 20], [fold.Validation.Count(clip => source.Label(clip) == 0), fold.Validation.Count(clip => source.Label(clip) == 1)]));
    }

    [Fact]
    public void Clips_of_one_song_stay_together()
    {
        var source = new NamedClips(40, 60);
        string Song(int clip) => $"{source.Label(clip)}-{clip / 4}";

        var folds = CrossValidation.ByClip(source, 5, seed: 3, validation: 0.2, Song);

        Assert.All(folds, fold =>
        {
            Assert.Empty(fold.Train.Select(Song).Intersect(fold.Test.Select(Song)));
            Assert.Empty(fold.Train.Select(Song).Intersect(fold.Validation.Select(Song)));
            Assert.Equal(20, fold.Test.Count);
        });
    }

    [Fact]
    public void Folds_depend_on_names_and_seed_and_not_on_order()
    {
        var source = new NamedClips(20, 20);
        var reversed = new NamedClips(20, 20) { Reversed = true };

        Assert.Equal(Tested(source, seed: 5), Tested(reversed, seed: 5));
        Assert.NotEqual(Tested(source, seed: 5), Tested(source, seed: 6));
    }

    [Fact]
    public void Clips_of_one_name_are_songs_of_their_own_unless_grouped()
    {
        var source = new NamedClips(4, 4) { SameName = true };

        Assert.All(CrossValidation.ByClip(source, 2, seed: 1), fold => Assert.Equal(4, fold.Test.Count));
        Assert.Throws<ArgumentException>(() => CrossValidation.ByClip(source, 2, seed: 1, groupOf: source.Name));
    }

    [Fact]
    public void Too_few_songs_and_impossible_settings_are_refused_with_the_class_and_the_remedy()
    {
        var one = Assert.Throws<ArgumentException>(() => CrossValidation.ByClip(new NamedClips(5, 1), 2, seed: 1));
        Assert.Contains("'class 1' has 1", one.Message, StringComparison.Ordinal);
        var two = Assert.Throws<ArgumentException>(() => CrossValidation.ByClip(new NamedClips(5, 2), 2, seed: 1, validation: 0.1));
        Assert.Contains("at least 3 songs", two.Message, StringComparison.Ordinal);
        var empty = Assert.Throws<ArgumentException>(() => CrossValidation.ByClip(new NamedClips(2, 2), 5, seed: 1));
        Assert.Contains("Take fewer folds", empty.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.ByClip(new NamedClips(5, 5), 1, seed: 1));
        foreach (var share in new[] { -0.1, 1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.ByClip(new NamedClips(5, 5), 2, seed: 1, share));
    }

    private static string Tested(NamedClips source, int seed) => string.Join('|', CrossValidation.ByClip(source, 4, seed)
        .Select(fold => string.Join(',', fold.Test.Select(source.Name).Order(StringComparer.Ordinal))));
}
