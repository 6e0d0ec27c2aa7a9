using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class RawWaveformTests
{
    private static readonly RawWaveformOptions Options = new() { SampleRate = 8_000 };

    [Fact]
    public void The_image_of_a_waveform_is_the_waveform()
    {
        using var raw = new RawWaveform(Options);
        using var waveform = rand(2, 3, 50);

        using var image = raw.call(waveform);

        TensorAssert.Shape([2, 3, 1, 50], image);
        TensorAssert.Close(TensorAssert.Values(waveform), image, tolerance: 0);
    }

    [Fact]
    public void A_frame_is_a_sample()
    {
        using var raw = new RawWaveform(Options);

        Assert.Equal(8_000, raw.FramesIn(TimeSpan.FromSeconds(1)));
        Assert.Equal(4_000, raw.FramesIn(beats: 1, beatsPerMinute: 120));
        Assert.Equal(77, raw.FrameCount(77));
        Assert.Contains("no frequencies", Assert.Throws<ArgumentException>(() => raw.BinsBetween(100, 200)).Message);
    }

    [Fact]
    public void Patches_of_a_clip_are_its_samples()
    {
        using var model = new AudioClassifier(new RawWaveform(Options), nn.Sequential(nn.Flatten(), nn.Linear(100, 2)), new() { Labels = ["on", "off"], PatchFrames = 100 });
        var clip = new AudioClip([.. TestSignals.Noise(250, seed: 5).Select(sample => (float)sample)], 8_000);

        using var patches = model.Patches(model.Image(clip));

        TensorAssert.Shape([2, 1, 1, 100], patches);
        Assert.Equal(clip.Channel(0)[..200].ToArray(), patches.reshape(-1).data<float>().ToArray());
    }

    [Fact]
    public void Whole_numbers_and_samples_that_are_no_numbers_are_refused()
    {
        using var raw = new RawWaveform(Options);
        using var sixteenBits = zeros(100, dtype: ScalarType.Int16);
        using var broken = tensor(new[] { 0f, float.NaN });

        Assert.Contains("floating-point numbers, but was Int16", Assert.Throws<ArgumentException>(() => raw.call(sixteenBits)).Message);
        Assert.Contains("must be finite, but element 1 of row 0 is NaN", Assert.Throws<ArgumentException>(() => raw.call(broken)).Message);
        Assert.Contains("above 0 hertz, but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => Options with { SampleRate = 0 }).Message);
    }
}
