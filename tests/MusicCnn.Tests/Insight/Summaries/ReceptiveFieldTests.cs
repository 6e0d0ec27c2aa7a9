using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight.Summaries;

[Collection(Alone.Name)]
public class ReceptiveFieldTests
{
    private static readonly MelSpectrogramOptions Mel = new() { SampleRate = 16_000, FftSize = 512, HopLength = 160, MelBands = Networks.Bins };

    [Theory]
    [InlineData("conv", 5, 7)]
    [InlineData("padded", 4, 6)]
    [InlineData("dilated", 5, 15)]
    [InlineData("strided", 7, 9)]
    [InlineData("pooled", 8, 11)]
    [InlineData("normalized", 3, 7)]
    [InlineData("mixed", 24, 11)]
    [InlineData("mixed, mean", 24, 11)]
    [InlineData("mixed, normalized behind", 24, 11)]
    [InlineData("mixed, over time", 5, 64)]
    [InlineData("mixed, windows", 8, 10)]
    [InlineData("mixed, one window", 21, 1)]
    [InlineData("mixed, unpooled", 3, 9)]
    [InlineData("mixed, mean first", 24, 9)]
    [InlineData("mixed, dilated", 5, 10)]
    [InlineData("mixed, max and mean", 24, 11)]
    [InlineData("mid-end", 24, 23)]
    [InlineData("deep", 24, 19)]
    [InlineData("residual", 24, 19)]
    [InlineData("parallel", 24, 15)]
    [InlineData("dense", 3, 64)]
    [InlineData("recurrent", 24, 64)]
    [InlineData("classifier", 24, 64)]
    public void What_a_value_sees_is_where_its_gradient_is_not_zero(string name, int bins, int frames)
    {
        manual_seed(3);
        using var mel = new MelSpectrogram(Mel);
        using var network = Networks.Of(name);
        network.eval();
        var sees = ModelSummary.Of(network, mel, new() { Frames = Networks.Frames }).Rows[0].Sees!;
        Assert.Equal((bins, frames), (sees.Bins, sees.Frames));
        Assert.Equal((bins, frames), GradientSupport.Of(network, 1, Networks.Bins, Networks.Frames));
    }

    [Fact]
    public void Each_layer_of_a_stack_sees_what_the_stack_up_to_it_sees()
    {
        manual_seed(3);
        using var mel = new MelSpectrogram(Mel);
        using var network = nn.Sequential(nn.Conv2d(1, 4, (3, 3)), nn.MaxPool2d((2, 2)), nn.Conv2d(4, 4, (3, 1)), nn.Conv2d(4, 4, (1, 4), stride: (1, 2)));
        network.eval();
        var rows = ModelSummary.Of(network, mel, new() { Frames = Networks.Frames }).Rows;
        Assert.Equal(5, rows.Count);
        for (var layers = 1; layers <= 4; layers++)
        {
            var part = nn.Sequential([.. network.named_children().Take(layers).Select(child => (nn.Module<Tensor, Tensor>)child.module)]);
            var sees = rows[layers].Sees!;
            Assert.Equal(GradientSupport.Of(part, 1, Networks.Bins, Networks.Frames), (sees.Bins, sees.Frames));
        }
    }

    [Fact]
    public void Each_branch_of_a_rhythm_network_sees_what_its_shape_and_its_pooling_say()
    {
        manual_seed(3);
        using var mel = new MelSpectrogram(Mel);
        using var network = new CbmiNets(new()
        {
            Bins = Networks.Bins,
            Frames = Networks.Frames,
            Classes = 3,
            Filters = [FilterShape.Temporal(11).Times(16), FilterShape.Frequency(9).Times(16), FilterShape.Rectangular(5, 7).Times(16)],
        });
        network.eval();
        var rows = ModelSummary.Of(network, mel, new() { Frames = Networks.Frames }).Rows;

        // All bins, all frames, and 4 neighbors of 5 bins.
        (int Bins, int Frames)[] expected = [(Networks.Bins, 11), (9, Networks.Frames), (8, 7)];
        for (var branch = 0; branch < expected.Length; branch++)
        {
            var sees = rows.Single(row => row.Name == $"branches.{branch}").Sees!;
            Assert.Equal(expected[branch], (sees.Bins, sees.Frames));
            Assert.Equal(expected[branch], GradientSupport.Of(network.Branch(branch), 1, Networks.Bins, Networks.Frames));
        }
    }
}
