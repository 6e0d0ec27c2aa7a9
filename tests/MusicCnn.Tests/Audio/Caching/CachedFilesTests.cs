using MusicCnn.Audio;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Tests.Training;
using MusicCnn.Training;

namespace MusicCnn.Tests.Audio.Caching;

/// <summary>Files of a folder are found in the cache by what they hold, and as what they are loaded.</summary>
public sealed class CachedFilesTests : IDisposable
{
    private const int Files = 4;

    private readonly TemporaryFolder _songs = new();
    private readonly TemporaryFolder _cache = new();

    public CachedFilesTests()
    {
        for (var i = 0; i < Files; i++)
            Write(i, seed: i);
    }

    public void Dispose()
    {
        _songs.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void Files_that_were_read_once_are_not_decoded_again()
    {
        Assert.Equal(new(0, Files), Run(new()));
        Assert.Equal(new(Files, 0), Run(new()));
    }

    [Fact]
    public void A_file_whose_content_changed_is_read_again_though_its_date_did_not()
    {
        Run(new());
        var date = File.GetLastWriteTimeUtc(PathOf(1));
        Write(1, seed: 100);
        File.SetLastWriteTimeUtc(PathOf(1), date);
        Assert.Equal(new(Files - 1, 1), Run(new()));
    }

    [Fact]
    public void Files_that_were_renamed_copied_or_touched_are_found()
    {
        Run(new());
        File.Move(PathOf(0), _songs.File("low", "another name.wav"));
        File.Copy(PathOf(1), _songs.File("high", "copy.wav"));
        File.SetLastWriteTimeUtc(PathOf(2), DateTime.UtcNow.AddDays(1));
        Assert.Equal(new(Files + 1, 0), Run(new()));
    }

    [Fact]
    public void Files_loaded_as_something_else_are_read_again()
    {
        Run(new());
        foreach (var loading in new AudioLoadOptions[]
        {
            new() { Start = TimeSpan.FromMilliseconds(100) },
            new() { Length = TimeSpan.FromMilliseconds(400) },
            new() { TargetSampleRate = 4_000 },
            new() { TargetSampleRate = 4_000, Resampling = ResampleOptions.KaiserFast },
        })
        {
            Assert.Equal(new(0, Files), Run(loading));
            Assert.Equal(new(Files, 0), Run(loading));
        }
    }

    [Fact]
    public void The_fingerprint_of_a_file_tells_the_version_of_libsndfile() =>
        Assert.Matches(@"libsndfile-[0-9]+\.[0-9]+", AudioFolder.Open(_songs.Path).Fingerprint(0));

    [Fact]
    public void Tables_of_tags_have_the_same_entries_as_folders()
    {
        Run(new());
        File.WriteAllText(_songs.File("table.csv"), "path,tags\nlow/0.wav,low\nhigh/1.wav,high\nlow/2.wav,low\nhigh/3.wav,high\n");
        var cache = new FeatureCache(_cache.Path);
        var table = TagTable.Open(_songs.File("table.csv"), new() { Labels = ["low", "high"] });
        using var model = TestClips.Model();
        PreparedClips.Prepare(model, table, new() { Cache = cache }).Dispose();
        Assert.Equal((Files, 0), (cache.Statistics.Hits, cache.Statistics.Misses));
    }

    private Count Run(AudioLoadOptions loading)
    {
        var cache = new FeatureCache(_cache.Path);
        using var model = TestClips.Model();
        var songs = AudioFolder.Open(_songs.Path, new() { Loading = loading });
        PreparedClips.Prepare(model, new Relabeled(songs), new() { Cache = cache }).Dispose();
        return new(cache.Statistics.Hits, cache.Statistics.Misses);
    }

    private string PathOf(int number) => _songs.File(number % 2 == 0 ? "low" : "high", $"{number}.wav");

    private void Write(int number, int seed) => AudioFile.Save(
        PathOf(number), new AudioClip([.. TestSignals.Noise(6_000, seed, amplitude: 0.3).Select(value => (float)value)], TestClips.SampleRate));

    private sealed record Count(long Hits, long Misses);

    /// <summary>Gives the classes the model's order, which is not that of the alphabet.</summary>
    private sealed class Relabeled(AudioFolder songs) : IClipSource, IFingerprintedClips
    {
        public IReadOnlyList<string> Labels => ["low", "high"];

        int IClips.Count => songs.Count;

        public string Name(int index) => songs.Name(index);

        public int Label(int index) => 1 - songs.Label(index);

        public AudioClip Load(int index) => songs.Load(index);

        public string Fingerprint(int index) => songs.Fingerprint(index);
    }
}
