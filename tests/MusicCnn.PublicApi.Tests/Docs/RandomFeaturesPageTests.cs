using MusicCnn.Audio.Synthesis;
using MusicCnn.Models;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>What docs/random-features.md shows compiles, and runs on the public surface alone.</summary>
public class RandomFeaturesPageTests
{
    private static readonly RhythmSet Songs = new(new() { ClipsPerClass = 5, SampleRate = 12_000, ShortestClip = TimeSpan.FromSeconds(2), LongestClip = TimeSpan.FromSeconds(2) });

    [Fact]
    public void Every_code_block_is_a_region_of_code_that_compiles() =>
        ReadmeTests.RequireRegions(Path.Combine("docs", "random-features.md"), "RandomFeaturesCode.cs");

    [Fact]
    public void The_baseline_runs() => Assert.InRange(RandomFeaturesCode.Baseline(Songs), 0, 8);

    [Fact]
    public void The_file_loads_again()
    {
        var path = Path.GetTempFileName();
        try
        {
            RandomFeaturesCode.Files(Songs, ClipSplit.ByClip(Songs, testFraction: 0.2, seed: 1), path);

            using var model = ModelFile.Load(path);
            Assert.Equal(Songs.Labels, model.Predict(Songs.Load(0)).Ranking.OrderBy(ranked => ranked.Index).Select(ranked => ranked.Label));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Any_set_of_filters_can_be_heard_untrained()
    {
        using var features = new RandomFeatures(RandomFeaturesCode.Onsets());

        Assert.Equal(320, features.FeatureCount);
    }
}
