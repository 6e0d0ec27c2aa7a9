using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Signals;

public class AudioClipTests
{
    [Fact]
    public void Stereo_clip_goes_to_a_tensor_of_channels_and_back()
    {
        var clip = new AudioClip([[1f, 2f, 3f], [4f, 5f, 6f]], 8_000);

        using var samples = clip.ToTensor();
        var back = AudioClip.FromTensor(samples, 8_000);

        TensorAssert.Shape([2, 3], samples);
        Assert.Equal(ScalarType.Float32, samples.dtype);
        TensorAssert.Close([1, 2, 3, 4, 5, 6], samples, 0);
        Assert.Equal(clip.ToArrays(), back.ToArrays());
    }

    [Fact]
    public void Mono_clip_goes_to_a_tensor_of_samples_and_back()
    {
        using var samples = new AudioClip([0.25f, -0.5f], 8_000).ToTensor();

        TensorAssert.Shape([2], samples);
        Assert.Equal([0.25f, -0.5f], AudioClip.FromTensor(samples, 8_000).Channel(0).ToArray());
    }

    [Fact]
    public void Tensor_of_double_precision_that_needs_gradients_and_is_not_contiguous_is_copied()
    {
        using var scope = NewDisposeScope();
        var samples = tensor(new double[] { 1, 2, 3, 4 }, [2, 2]).requires_grad_();

        var clip = AudioClip.FromTensor(samples.transpose(0, 1), 8_000);

        Assert.Equal([[1f, 3f], [2f, 4f]], clip.ToArrays());
    }

    [Fact]
    public void Clips_and_tensors_share_no_memory()
    {
        var array = new float[] { 1, 2 };
        var clip = new AudioClip([array, array], 8_000);

        using var samples = clip.ToTensor();
        using var filled = samples.fill_(9);

        Assert.Equal(1f, clip.Channel(0)[0]);
        clip.ToArrays()[0][0] = 7;
        Assert.Equal(1f, clip.Channel(0)[0]);
    }

    [Fact]
    public void Empty_clip_makes_the_round_trip()
    {
        using var samples = new AudioClip([[], []], 8_000).ToTensor();

        TensorAssert.Shape([2, 0], samples);
        Assert.Equal((2, 0), (AudioClip.FromTensor(samples, 8_000).Channels, AudioClip.FromTensor(samples, 8_000).Length));
    }

    [Fact]
    public void Tensors_of_other_ranks_and_types_are_refused()
    {
        using var scope = NewDisposeScope();

        Assert.Contains("[1, 2, 3]", Assert.Throws<ArgumentException>(() => AudioClip.FromTensor(zeros(1, 2, 3), 8_000)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AudioClip.FromTensor(zeros(0, 3), 8_000));
        Assert.Throws<ArgumentException>(() => AudioClip.FromTensor(zeros(3, dtype: ScalarType.Int64), 8_000));
    }

    [Fact]
    public void Mono_is_the_average_of_the_channels()
    {
        var clip = new AudioClip([[1f, 0f], [0.5f, -1f], [0f, -0.5f]], 8_000);

        Assert.Equal([0.5f, -0.5f], clip.ToMono().Channel(0).ToArray());
    }

    [Fact]
    public void Slice_by_time_rounds_to_the_nearest_samples()
    {
        var clip = new AudioClip([.. Enumerable.Range(0, 100).Select(i => (float)i)], 1_000);

        var slice = clip.Slice(TimeSpan.FromSeconds(0.0104), TimeSpan.FromSeconds(0.0032));

        Assert.Equal([10f, 11f, 12f, 13f], slice.Channel(0).ToArray());
        Assert.Equal(100, clip.Slice(TimeSpan.Zero, clip.Duration).Length);
    }

    [Fact]
    public void Slice_beyond_the_clip_is_refused()
    {
        var clip = new AudioClip(new float[1_000], 1_000);

        Assert.Equal(0, clip.Slice(1_000, 0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => clip.Slice(1_001, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => clip.Slice(999, 2));
        Assert.Contains(
            "within the clip's 1 seconds, but was 0.5 seconds from 0.6",
            Assert.Throws<ArgumentOutOfRangeException>(() => clip.Slice(TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(0.5))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Resampled_clip_keeps_its_duration_and_its_tone()
    {
        var clip = new AudioClip([.. TestSignals.Sine(44_100, 440, 44_100).Select(sample => (float)sample)], 44_100);

        var resampled = clip.Resampled(16_000);

        Assert.Equal((16_000, 16_000), (resampled.SampleRate, resampled.Length));
        var expected = TestSignals.Sine(16_000, 440, 16_000);
        for (var i = 200; i < 15_800; i++)
            Assert.Equal(expected[i], resampled.Channel(0)[i], 2e-5);
        Assert.Same(clip, clip.Resampled(44_100));
    }

    [Fact]
    public void Clip_without_samples_stays_empty_at_any_rate() => Assert.Equal(0, new AudioClip(Array.Empty<float>(), 8_000).Resampled(16_000).Length);
}
