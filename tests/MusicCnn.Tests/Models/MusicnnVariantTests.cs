using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class MusicnnVariantTests
{
    private static readonly MusicnnVariantOptions Small = new()
    {
        Classes = 4,
        Bins = 11,
        TimbralFilters = 3,
        TemporalFilters = 2,
        TemporalFrames = 12,
        MidEndFilters = 4,
        RecurrentUnits = 3,
        DenseUnits = 5,
    };

    public static TheoryData<MusicnnFirstLayer, MusicnnMidEnd, bool, MusicnnBackEnd> Settings
    {
        get
        {
            var settings = new TheoryData<MusicnnFirstLayer, MusicnnMidEnd, bool, MusicnnBackEnd>();
            foreach (var first in Enum.GetValues<MusicnnFirstLayer>())
            {
                foreach (var back in Enum.GetValues<MusicnnBackEnd>())
                {
                    settings.Add(first, MusicnnMidEnd.None, true, back);
                    settings.Add(first, MusicnnMidEnd.Residual, true, back);
                    settings.Add(first, MusicnnMidEnd.Residual, false, back);
                    settings.Add(first, MusicnnMidEnd.Dense, true, back);
                }
            }

            return settings;
        }
    }

    [Theory]
    [InlineData(10, 508_803, 256)]
    [InlineData(11, 787_159, 256)]
    [InlineData(12, 2_406_940, 256 + 768)]
    [InlineData(13, 636_701, 256)]
    [InlineData(14, 3_871_363, 256)]
    public void The_networks_of_the_training_code_have_their_numbers_of_weights(int id, long weights, long idle)
    {
        // Convention: TensorFlow's trainable variables, without moving statistics and with those that no output depends on: scales and offsets of two normalizations of
        // 64 channels, and the bias of 768 scores. The recurrent layers have two biases a gate, as in cuDNN.
        var options = Preset(id);
        using var network = new MusicnnVariant(options);
        Assert.Equal(weights, options.ParameterCount);
        Assert.Equal(weights, network.parameters().Sum(parameter => parameter.numel()));

        using var useful = new MusicnnVariant(options with { KeepsIdleWeights = false });
        Assert.Equal(weights - idle, useful.Options.ParameterCount);
        Assert.Equal(weights - idle, useful.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Logits_are_what_plain_sums_in_double_precision_say(MusicnnFirstLayer first, MusicnnMidEnd middle, bool beforeNorm, MusicnnBackEnd back)
    {
        using var network = Drawn(Small with { FirstLayer = first, MidEnd = middle, AddsBeforeNorm = beforeNorm, BackEnd = back });
        var image = Image(out var input);
        using var owned = input;

        using var logits = network.call(input);

        TensorAssert.CloseToPeak(MusicnnVariantOracle.Logits(network, image), logits, Tolerance.Float64);
    }

    [Fact]
    public void With_sums_of_normalized_maps_and_interleaved_pooling_it_is_the_released_network()
    {
        using var variant = Drawn(Small with { AddsBeforeNorm = false, Interleaved = true });
        using var released = new MusicnnModel(new() { Classes = 4, Bins = 11, TimbralFilters = 3, TemporalFilters = 2, TemporalFrames = 12, MidEndFilters = 4, DenseUnits = 5 });
        released.to(ScalarType.Float64);
        released.eval();
        var weights = variant.state_dict();
        using (no_grad())
        {
            foreach (var (key, target) in released.state_dict())
                target.copy_(weights[key.Replace("mid_end.", "mid_end.layers.", StringComparison.Ordinal)]);
        }

        _ = Image(out var input);
        using var owned = input;
        using var expected = released.call(input);
        using var actual = variant.call(input);

        TensorAssert.Close(expected, actual, tolerance: 0);
        Assert.Equal(released.Options.ParameterCount, variant.Options.ParameterCount);
    }

    [Fact]
    public void The_training_code_adds_and_pools_otherwise_than_the_released_network()
    {
        _ = Image(out var input);
        using var owned = input;
        // The network with more weights lends them to the others.
        using var released = Drawn(Small with { AddsBeforeNorm = false, Interleaved = true });
        var weights = released.state_dict();

        using var asReleased = released.call(input);
        using var summedBefore = Logits(Small with { Interleaved = true });
        using var maximaFirst = Logits(Small with { AddsBeforeNorm = false });

        Assert.True((asReleased - summedBefore).abs().max().item<double>() > 1e-3);
        Assert.True((asReleased - maximaFirst).abs().max().item<double>() > 1e-3);

        Tensor Logits(MusicnnVariantOptions options)
        {
            using var network = Drawn(options);
            using (no_grad())
            {
                foreach (var (key, target) in network.state_dict())
                    target.copy_(weights[key]);
            }

            return network.call(input);
        }
    }

    [Theory]
    [InlineData(MusicnnBackEnd.MaxAndMean)]
    [InlineData(MusicnnBackEnd.Attention)]
    public void Idle_weights_change_no_output_and_get_no_gradient(MusicnnBackEnd back)
    {
        using var network = Drawn(Small with { BackEnd = back, KeepsIdleWeights = true });
        _ = Image(out var input);
        using var owned = input;
        using var before = network.call(input);
        var idle = network.named_parameters().Where(entry => entry.name.Contains("idle") || entry.name == "pooling.scores.bias").ToArray();

        using (no_grad())
        {
            foreach (var (_, weight) in idle)
                weight.add_(1);
        }

        using var after = network.call(input);
        after.sum().backward();

        Assert.Equal(back == MusicnnBackEnd.Attention ? 5 : 4, idle.Length);
        TensorAssert.Close(TensorAssert.Values(before), after, Tolerance.Float64);
        Assert.All(idle, entry => Assert.True(entry.parameter.grad is not { } gradient || gradient.abs().max().item<double>() < Tolerance.Float64, entry.name));
        Assert.All(network.named_parameters().Except(idle), entry => Assert.NotNull(entry.parameter.grad));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(40)]
    public void Patches_may_have_any_width(int frames)
    {
        foreach (var back in Enum.GetValues<MusicnnBackEnd>())
        {
            using var network = Drawn(Small with { BackEnd = back });
            using var image = rand(2, 1, 11, frames, dtype: ScalarType.Float64);

            using var logits = network.call(image);

            TensorAssert.Shape([2, 4], logits);
        }
    }

    [Fact]
    public void Another_number_of_bins_is_refused_with_both()
    {
        using var network = Drawn(Small);
        using var image = zeros(2, 1, 96, 40, dtype: ScalarType.Float64);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal("Expected an image [batch, channel=1, frequency=11, time], but got [2, 1, 96, 40]. Give the input frequency 11, or, where that can be set, build this for frequency 96. (Parameter 'image')", error.Message);
    }

    [Fact]
    public void Settings_that_make_no_network_are_refused()
    {
        Assert.Contains("between 3 and", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Bins = 2 }).Message);
        Assert.Contains("above 0 filters, but was -1", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { TimbralFilters = -1 }).Message);
        Assert.Contains("above 0 units, but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { RecurrentUnits = 0 }).Message);
        Assert.Contains("must be one of MaxAndMean, Attention, AutoPool, Recurrent", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { BackEnd = (MusicnnBackEnd)9 }).Message);
    }

    private static MusicnnVariantOptions Preset(int id) => id switch
    {
        10 => MusicnnVariantOptions.Zoo10,
        11 => MusicnnVariantOptions.Zoo11,
        12 => MusicnnVariantOptions.Zoo12,
        13 => MusicnnVariantOptions.Zoo13,
        _ => MusicnnVariantOptions.Zoo14,
    };

    private static MusicnnVariant Drawn(MusicnnVariantOptions options)
    {
        var network = new MusicnnVariant(options);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 31);
        network.eval();
        return network;
    }

    private static double[,] Image(out Tensor input)
    {
        var values = TestSignals.Noise(11 * 15, seed: 6);
        var image = new double[11, 15];
        Buffer.BlockCopy(values, 0, image, 0, sizeof(double) * image.Length);
        input = tensor(values, [1, 1, 11, 15]);
        return image;
    }
}
