using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>Recurrent layers over time, of which something is kept, and songs of different lengths in one batch.</summary>
[Collection(Alone.Name)]
public class RecurrentPoolingTests
{
    private const int Channels = 3;
    private const int Frames = 7;

    public static TheoryData<RecurrentCell, int, bool, RecurrentOutput> Settings
    {
        get
        {
            var settings = new TheoryData<RecurrentCell, int, bool, RecurrentOutput>();
            foreach (var cell in Enum.GetValues<RecurrentCell>())
            {
                foreach (var output in Enum.GetValues<RecurrentOutput>())
                {
                    settings.Add(cell, 1, false, output);
                    settings.Add(cell, 2, false, output);
                    settings.Add(cell, 2, true, output);
                }
            }

            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Output_is_what_the_equations_of_the_cells_say(RecurrentCell cell, int layers, bool both, RecurrentOutput output)
    {
        using var pooling = Drawn(cell, layers, both, output);
        var values = TestSignals.Noise(Channels * Frames, seed: 4);
        using var features = tensor(values, [1, Channels, Frames]);

        using var pooled = pooling.call(features);

        var state = pooling.state_dict().ToDictionary(entry => entry.Key, entry => TensorAssert.Values(entry.Value));
        TensorAssert.Close(RecurrentOracle.Pooled(pooling.Options, key => state[key], [.. values.Chunk(Frames)]), pooled, Tolerance.Float64);
        TensorAssert.Shape([1, pooling.Options.OutUnits], pooled);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Songs_padded_to_one_length_are_heard_as_if_each_were_alone(RecurrentCell cell, int layers, bool both, RecurrentOutput output)
    {
        using var pooling = Drawn(cell, layers, both, output);
        int[] lengths = [4, Frames, 1, 4];
        using var features = Padded(lengths, double.NaN);

        using var together = pooling.Pool(features, lengths);

        for (var i = 0; i < lengths.Length; i++)
        {
            using var alone = pooling.call(features.narrow(0, i, 1).narrow(2, 0, lengths[i]));
            TensorAssert.Close(TensorAssert.Values(alone), together.narrow(0, i, 1), Tolerance.Float64);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_gradient_comes_from_or_reaches_the_padding(bool both)
    {
        using var pooling = Drawn(RecurrentCell.Lstm, 2, both, RecurrentOutput.Max);
        int[] lengths = [2, 5];
        using var features = Padded(lengths, double.NaN).requires_grad_();

        using var loss = pooling.Pool(features, lengths).sum();
        loss.backward();

        Assert.All(pooling.parameters(), weight => Assert.True(weight.grad!.isfinite().all().item<bool>()));
        Assert.Equal(0, features.grad![0].narrow(1, 2, Frames - 2).abs().sum().item<double>());
        Assert.True(features.grad![1].narrow(1, 0, 5).abs().min().item<double>() > 0);
    }

    [Fact]
    public void Lengths_that_leave_no_padding_change_nothing()
    {
        using var pooling = Drawn(RecurrentCell.Gru, 2, both: false, RecurrentOutput.Mean);
        using var features = Padded([Frames, Frames], 0);

        using var expected = pooling.call(features);
        using var actual = pooling.Pool(features, [Frames, Frames]);

        TensorAssert.Close(TensorAssert.Values(expected), actual, Tolerance.Float64);
    }

    [Fact]
    public void The_order_of_notes_counts_for_the_last_state()
    {
        using var pooling = Drawn(RecurrentCell.Lstm, 1, both: false, RecurrentOutput.LastState);
        using var rising = eye(Channels, dtype: ScalarType.Float64).unsqueeze(0);
        using var falling = rising.flip(2);

        using var difference = (pooling.call(rising) - pooling.call(falling)).abs().max();

        Assert.True(difference.item<double>() > 0.01);
    }

    [Theory]
    // The back-end of network 14: of 3,871,363 weights those that neither its front- and mid-end (472,297) nor its dense layers (114,074) have.
    [InlineData(RecurrentCell.Lstm, 64, 512, 3_284_992)]
    // Choi's two layers have 15,456 and 6,240 in Keras, which has one bias a gate; torch has 96 more in each.
    [InlineData(RecurrentCell.Gru, 128, 32, 15_456 + 6_240 + 192)]
    public void Published_layers_have_their_weights_with_two_biases_a_gate(RecurrentCell cell, int channels, int units, long weights)
    {
        var options = new RecurrentPoolingOptions { InChannels = channels, Units = units, Cell = cell };
        using var pooling = new RecurrentPooling(options);

        Assert.Equal(weights, options.ParameterCount);
        Assert.Equal(weights, pooling.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Weights_of_a_second_direction_are_counted()
    {
        using var pooling = Drawn(RecurrentCell.Gru, 3, both: true, RecurrentOutput.Max);

        Assert.Equal(pooling.parameters().Sum(parameter => parameter.numel()), pooling.Options.ParameterCount);
    }

    [Fact]
    public void Pooling_by_length_leaves_one_tensor_more()
    {
        foreach (var both in new[] { false, true })
        {
            using var pooling = Drawn(RecurrentCell.Lstm, 2, both, RecurrentOutput.Mean);
            using var features = Padded([3, 6], 0);

            Tensor? pooled = null;
            Assert.Equal(1, LiveTensors.ChangeBy(() => pooled = pooling.Pool(features, [3, 6])));
            pooled!.Dispose();
        }
    }

    [Fact]
    public void Lengths_and_features_that_do_not_fit_are_refused()
    {
        using var pooling = Drawn(RecurrentCell.Lstm, 1, both: false, RecurrentOutput.LastState);
        using var features = Padded([Frames, Frames], 0);
        using var others = zeros(2, 4, Frames, dtype: ScalarType.Float64);

        Assert.StartsWith("Expected features [batch, channel=3, time], but got [2, 4, 7].", Assert.Throws<ArgumentException>(() => pooling.Pool(others, [7, 7])).Message);
        Assert.StartsWith("Expected a length for each of 2 items of features [2, 3, 7], but got 1.", Assert.Throws<ArgumentException>(() => pooling.Pool(features, [7])).Message);
        Assert.Contains("between 1 and 7 frames, as many as the features have, but was 8.", Assert.Throws<ArgumentOutOfRangeException>(() => pooling.Pool(features, [7, 8])).Message);
        Assert.Contains("between 1 and 7 frames, as many as the features have, but was 0.", Assert.Throws<ArgumentOutOfRangeException>(() => pooling.Pool(features, [0, 7])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => pooling.Options with { Units = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => pooling.Options with { Dropout = 1 });
    }

    private static RecurrentPooling Drawn(RecurrentCell cell, int layers, bool both, RecurrentOutput output)
    {
        var pooling = new RecurrentPooling(new() { InChannels = Channels, Units = 4, Cell = cell, Layers = layers, Bidirectional = both, Output = output });
        pooling.to(ScalarType.Float64);
        SeededState.Draw(pooling, seed: 17);
        pooling.eval();
        return pooling;
    }

    private static Tensor Padded(int[] lengths, double padding)
    {
        var values = TestSignals.Noise(lengths.Length * Channels * Frames, seed: 23);
        for (var i = 0; i < values.Length; i++)
        {
            if (i % Frames >= lengths[i / (Channels * Frames)])
                values[i] = padding;
        }

        return tensor(values, [lengths.Length, Channels, Frames]);
    }
}
