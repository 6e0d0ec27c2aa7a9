using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

public class PreparedClipsTests
{
    [Fact]
    public void A_clip_becomes_the_image_that_the_model_makes_of_it()
    {
        var samples = TestSignals.Noise(44_100, seed: 1).Select(value => (float)(0.3 * value)).ToArray();
        var stereo = new AudioClip([samples, [.. samples.Reverse()]], 44_100);
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, new TestClips(["low", "high"], [(1, stereo)]));
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        TensorAssert.Close(model.Image(stereo.ToMono().Resampled(TestClips.SampleRate)), clips.Data(0), 0);
        Assert.Equal((1, TimeSpan.FromSeconds(1)), (clips.Label(0), clips.Audio(0)));
    }

    [Fact]
    public void Clips_beyond_the_memory_limit_are_computed_again_with_the_same_result()
    {
        using var model = TestClips.Model();
        var source = TestClips.LowAndHigh(4);
        using var kept = PreparedClips.Prepare(model, source);
        var oneImage = kept.Length(0) * 16 * sizeof(float);
        source.Loaded.Clear();
        using var limited = PreparedClips.Prepare(model, source, new() { MemoryLimit = oneImage + 10 });
        using var scope = NewDisposeScope();
        foreach (var clip in new[] { 0, 3, 3 })
            TensorAssert.Close(kept.Data(clip), limited.Data(clip), 0);
        Assert.Equal([0, 1, 2, 3, 3, 3], source.Loaded.Order());
    }

    [Fact]
    public void Only_the_chosen_clips_are_loaded()
    {
        using var model = TestClips.Model();
        var source = TestClips.LowAndHigh(6);
        using var clips = PreparedClips.Prepare(model, source, new() { Clips = [4, 1, 4] });
        Assert.Equal([1, 4], clips.Clips);
        Assert.Equal([1, 4], source.Loaded.Order());
    }

    [Fact]
    public void A_clip_that_cannot_be_used_is_named()
    {
        using var model = TestClips.Model();
        var broken = new TestClips(["low", "high"], [(0, new AudioClip(new float[4_000], 8_000)), (1, new AudioClip([0, float.NaN, 0], 8_000))]);
        var error = Assert.Throws<InvalidDataException>(() => PreparedClips.Prepare(model, broken));
        Assert.Contains("'clip 1' cannot be used", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_labels_than_the_models_are_refused()
    {
        using var model = TestClips.Model();
        var source = new TestClips(["high", "low"], [(0, new AudioClip(new float[4_000], 8_000))]);
        var error = Assert.Throws<ArgumentException>(() => PreparedClips.Prepare(model, source));
        Assert.Contains("tells apart low, high, but the clips are of high, low", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_clips_at_all_are_refused()
    {
        using var model = TestClips.Model();
        Assert.Throws<ArgumentException>(() => PreparedClips.Prepare(model, TestClips.LowAndHigh(0)));
        Assert.Throws<ArgumentException>(() => PreparedClips.Prepare(model, TestClips.LowAndHigh(2), new() { Clips = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PreparedClips.Prepare(model, TestClips.LowAndHigh(2), new() { Clips = [2] }));
    }

    [Fact]
    public void A_cancelled_preparation_leaves_no_tensors()
    {
        using var model = TestClips.Model();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var change = LiveTensors.ChangeBy(() => Assert.ThrowsAny<OperationCanceledException>(
            () => PreparedClips.Prepare(model, TestClips.LowAndHigh(2), cancellationToken: cancelled.Token)));
        Assert.Equal(0, change);
    }
}
