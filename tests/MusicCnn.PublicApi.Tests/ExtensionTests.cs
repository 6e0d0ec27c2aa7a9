using MusicCnn.Layers;
using static TorchSharp.torch;

namespace MusicCnn.PublicApi.Tests;

/// <summary>What a user adds from outside the assembly works like what is inside.</summary>
public class ExtensionTests
{
    [Fact]
    public void A_front_end_of_ones_own_hears_a_tone_in_the_bin_of_its_pitch()
    {
        using var scope = NewDisposeScope();
        using var bank = new ToneBank();
        var time = arange(bank.SampleRate, float32) / bank.SampleRate;

        var image = bank.call((time * (2 * Math.PI * 440)).sin().unsqueeze(0));

        Assert.Equal([1, 1, bank.Bins, bank.FrameCount(bank.SampleRate)], image.shape);
        Assert.Equal(24, image.mean([0, 1, 3]).argmax().item<long>());
    }

    [Fact]
    public void A_stream_of_ones_own_gives_the_image_of_the_whole()
    {
        using var scope = NewDisposeScope();
        using var bank = new ToneBank();
        using var stream = bank.OpenStream();
        var waveform = rand(2, 9_000) - 0.5;

        var whole = bank.call(waveform);
        var pieces = cat([.. new[] { (0, 100), (100, 5_000), (5_100, 3_900) }.Select(piece => stream.Push(waveform.narrow(1, piece.Item1, piece.Item2))), stream.Flush()], 3);

        Assert.Equal(whole.shape, pieces.shape);
        Assert.True((pieces - whole).abs().max().item<float>() <= 1e-5 * whole.max().item<float>());
    }

    [Fact]
    public void A_filter_set_of_ones_own_takes_its_sizes_from_the_axes()
    {
        using var bank = new ToneBank();

        Assert.Equal(["8 of 1×50", "4 of 1×200", "16 of 18×1", "6 of 7×10"], DanceFilters.For(bank, 120).Select(group => group.ToString()));
    }

    [Fact]
    public void A_filter_set_of_ones_own_runs_on_a_front_end_of_ones_own()
    {
        using var scope = NewDisposeScope();
        using var bank = new ToneBank();
        using var layer = new MixedShapeConv(1, DanceFilters.For(bank, 120));

        var features = layer.call(bank.call(rand(2, 3 * bank.SampleRate)));

        Assert.Equal([2, 34, bank.FrameCount(3 * bank.SampleRate)], features.shape);
        Assert.True(features.isfinite().all().item<bool>());
    }
}
