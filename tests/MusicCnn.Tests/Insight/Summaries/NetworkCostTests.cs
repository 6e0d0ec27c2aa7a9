using MusicCnn.Insight;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight.Summaries;

/// <summary>Holds the multiply-adds of published networks to what their papers' sizes come to: one for each output value and weight of a filter, one for
/// each normalized value, one for each pair of values of a dense layer, and at each step one for each weight of a recurrent layer's matrices.</summary>
public class NetworkCostTests
{
    /// <summary>Rounding of a division by the duration.</summary>
    private const double Rounded = 1e-12;

    [Fact]
    public void Musicnn_multiplies_as_often_as_its_layers_of_187_frames()
    {
        const double frames = 187, channels = 753;
        var timbral = 204 * frames * (((38 * 7) + 1) * 59 + ((67 * 7) + 1) * 30);
        var temporal = 51 * frames * 96 * (128 + 64 + 32 + 3);
        var midEnd = 64 * frames * ((561 * 7) + 1 + 2 * ((64 * 7) + 1));
        var backEnd = (2 * channels) + (2 * channels * 200) + 200 + (200 * 50);
        using var network = new MusicnnModel(MusicnnOptions.Musicnn);

        IsCost((96 * frames) + timbral + temporal + midEnd + backEnd, network, 96, 187);
    }

    [Fact]
    public void The_recurrent_tagger_multiplies_as_often_as_its_squares_and_steps()
    {
        // Images of 96 × 1366 padded to 1440 frames, pooled by 2, 3, 4 and 4.
        var normalized = 96 * 1440.0;
        var squares = (64 * (9 + 1) * 96 * 1440.0) + (128 * ((9 * 64) + 1) * 48 * 720.0) + (128 * ((9 * 128) + 1) * ((16 * 240.0) + (4 * 60)));
        var steps = 15 * 3 * 32 * (128 + 32 + 32 + 32.0);
        using var network = new Crnn(CrnnOptions.Published);

        IsCost(normalized + squares + steps + (32 * 50), network, 96, 1366);
    }

    [Fact]
    public void The_shallow_tempo_network_multiplies_in_its_long_filters_most()
    {
        // Of 40 × 256: 4 of 1×3 everywhere, then on the mean over frequency 256 of 1×256 over 4 channels, then 256 of 1×1 over 256.
        using var network = new DirectionalNet(DirectionalNetOptions.ShallowTemp);

        IsCost((4 * 3 * 40 * 256.0) + (256 * 256 * 4 * 256.0) + (256 * 256 * 256.0), network, 40, 256);
    }

    [Fact]
    public void The_black_box_network_multiplies_most_in_its_dense_layer()
    {
        // 32 of 12×8 over 40 × 80 leave 29 × 73; pooled by 4 × 1 these are 7 × 73, each seen by 200 units.
        using var network = new CbmiNets(CbmiNetsOptions.BlackBox);

        IsCost((32 * 12 * 8 * 29 * 73.0) + (32 * 7 * 73 * 200.0) + (200 * 8), network, 40, 80);
    }

    private static void IsCost(double multiplyAdds, nn.Module<Tensor, Tensor> network, int bins, int frames)
    {
        var axes = new PlainAxes(bins);

        var summary = ModelSummary.Of(network, axes, new() { Frames = frames });

        Assert.Equal(multiplyAdds, summary.MultiplyAddsPerSecond * frames / axes.FrameRate, Rounded * multiplyAdds);
    }
}
