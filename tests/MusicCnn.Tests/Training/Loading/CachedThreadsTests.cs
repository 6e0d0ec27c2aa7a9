using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training.Loading;

[Collection(Alone.Name)]
public class CachedThreadsTests
{
    [Fact]
    public void Images_of_a_front_end_that_rounds_by_the_number_of_threads_are_those_of_this_number()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = new AudioClassifier(
            new HarmonicConstantQ(new() { SampleRate = 22_050 }), nn.Linear(1, 2), new() { Labels = ["low", "high"], PatchFrames = 10 });
        var threads = get_num_threads();
        try
        {
            foreach (var count in new[] { 1, 2, 3 })
            {
                set_num_threads(count);
                using var plain = PreparedClips.Prepare(model, Clips());
                using var cached = PreparedClips.Prepare(model, Clips(), new() { Cache = new FeatureCache(folder.Path) });
                Assert.Equal(plain.Fingerprint(0), cached.Fingerprint(0));
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void A_cache_that_breaks_leaves_nothing_behind()
    {
        using var model = TestClips.Model();
        Assert.Equal(0, LiveTensors.ChangeBy(() =>
            Assert.Throws<InvalidOperationException>(() => PreparedClips.Prepare(model, TestClips.LowAndHigh(4), new() { Cache = new Broken() }))));
    }

    private static ToldClips Clips() => new(TestClips.LowAndHigh(1, seconds: 5));

    private sealed class Broken : IFeatureCache
    {
        public ClipFeatures? Find(string key) => null;

        public void Store(string key, ClipFeatures features) => throw new InvalidOperationException("the cache broke");
    }
}
