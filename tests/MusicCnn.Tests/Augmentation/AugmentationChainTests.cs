using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

public class AugmentationChainTests
{
    private static readonly BatchItems Items = BatchItems.Consecutive(1, 0, 3);

    [Fact]
    public void Layers_run_one_behind_the_other()
    {
        using var scope = NewDisposeScope();
        using var chain = new AugmentationChain(new RandomGain(), new TimeShift(new() { MaxShift = 3 }));
        var waveform = rand(3, 20);

        Assert.True(chain.call(waveform, Items).Equals(chain.Layers[1].call(chain.Layers[0].call(waveform, Items), Items)));
        Assert.Equal("AugmentationChain(RandomGain(-6 to 6 dB), TimeShift(-3 to 3 samples or frames, Circular))", chain.ToString());
    }

    [Fact]
    public void The_mode_of_the_chain_is_that_of_its_layers()
    {
        using var scope = NewDisposeScope();
        using var chain = new AugmentationChain(new RandomGain(), new AddNoise());
        var waveform = rand(3, 20);
        chain.eval();
        Assert.All(chain.Layers, layer => Assert.False(layer.training));
        Assert.True(chain.call(waveform, Items).Equals(waveform));

        chain.train();
        chain.Layers[1].eval();
        Assert.True(chain.call(waveform, Items).Equals(chain.Layers[0].call(waveform, Items)));
    }

    [Fact]
    public void Two_layers_that_would_draw_alike_are_refused()
    {
        using var first = new RandomGain();
        using var second = new RandomGain(new() { MaxGain = 20 });
        var error = Assert.Throws<ArgumentException>(() => new AugmentationChain(first, second));
        Assert.Contains("'RandomGain' with the seed 0", error.Message);
        Assert.Throws<ArgumentException>(() => new AugmentationChain());

        using var scope = NewDisposeScope();
        using var named = new AugmentationChain(new RandomGain(), new AugmentationChain(new RandomGain(new() { Stream = "second" })));
        var gains = named.Layers.Select(layer => TensorAssert.Values(layer.call(ones(3, 1), Items))).ToArray();
        Assert.Empty(gains[0].Intersect(gains[1]));
    }
}
