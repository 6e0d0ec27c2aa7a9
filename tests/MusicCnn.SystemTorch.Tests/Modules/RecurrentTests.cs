using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class RecurrentTests
{
    [Fact]
    public void Weights_have_PyTorchs_names_shapes_and_order()
    {
        using var lstm = nn.LSTM(3, 2, numLayers: 2, bidirectional: true);

        Assert.Equal(
            [
                "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0",
                "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse",
                "weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1",
                "weight_ih_l1_reverse", "weight_hh_l1_reverse", "bias_ih_l1_reverse", "bias_hh_l1_reverse",
            ], lstm.state_dict().Keys);
        Expect.Shape([8, 3], lstm.get_parameter("weight_ih_l0")!);
        Expect.Shape([8, 2], lstm.get_parameter("weight_hh_l1")!);
        Expect.Shape([8, 4], lstm.get_parameter("weight_ih_l1")!);
        Expect.Shape([8], lstm.get_parameter("bias_hh_l1_reverse")!);

        using var gru = nn.GRU(3, 2, bias: false);
        Assert.Equal(["weight_ih_l0", "weight_hh_l0"], gru.state_dict().Keys);
        Expect.Shape([6, 3], gru.get_parameter("weight_ih_l0")!);
    }

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(true, false, 2)]
    [InlineData(false, true, 2)]
    [InlineData(true, true, 1)]
    public void Shapes_follow_layers_directions_and_batch_order(bool batchFirst, bool bidirectional, long layers)
    {
        using var lstm = nn.LSTM(3, 5, layers, batchFirst: batchFirst, bidirectional: bidirectional);
        using var gru = nn.GRU(3, 5, layers, batchFirst: batchFirst, bidirectional: bidirectional);
        var directions = bidirectional ? 2 : 1;
        using var input = batchFirst ? ones(2, 7, 3) : ones(7, 2, 3);
        long[] expected = batchFirst ? [2, 7, 5 * directions] : [7, 2, 5 * directions];

        var (output, hidden, cell) = lstm.call(input);
        var (other, last) = gru.call(input);

        Expect.Shape(expected, output);
        Expect.Shape(expected, other);
        Assert.All(new[] { hidden, cell, last }, state => Expect.Shape([directions * layers, 2, 5], state));
    }

    [Fact]
    public void An_lstm_computes_its_four_gates_step_by_step()
    {
        using var lstm = nn.LSTM(2, 3, dtype: ScalarType.Float64);
        using var input = Expect.Wave([4, 1, 2]);
        var (wi, wh, bi, bh) = Weights(lstm);
        var (h, c) = (new double[3], new double[3]);
        var outputs = new List<double>();
        for (var t = 0; t < 4; t++)
        {
            var x = Expect.Values(input)[(2 * t)..(2 * t + 2)];
            double Gate(int gate, int unit) => Row(wi, x, gate * 3 + unit) + bi[gate * 3 + unit] + Row(wh, h, gate * 3 + unit) + bh[gate * 3 + unit];
            var next = new double[3];
            for (var unit = 0; unit < 3; unit++)
            {
                c[unit] = Sigmoid(Gate(1, unit)) * c[unit] + Sigmoid(Gate(0, unit)) * Math.Tanh(Gate(2, unit));
                next[unit] = Sigmoid(Gate(3, unit)) * Math.Tanh(c[unit]);
            }
            h = next;
            outputs.AddRange(h);
        }

        var (output, hidden, cell) = lstm.call(input);

        Expect.Close([.. outputs], output);
        Expect.Close(h, hidden);
        Expect.Close(c, cell);
    }

    [Fact]
    public void A_gru_computes_its_three_gates_step_by_step()
    {
        using var gru = nn.GRU(2, 3, dtype: ScalarType.Float64);
        using var input = Expect.Wave([4, 1, 2]);
        var (wi, wh, bi, bh) = Weights(gru);
        var h = new double[3];
        var outputs = new List<double>();
        for (var t = 0; t < 4; t++)
        {
            var x = Expect.Values(input)[(2 * t)..(2 * t + 2)];
            double In(int gate, int unit) => Row(wi, x, gate * 3 + unit) + bi[gate * 3 + unit];
            double Back(int gate, int unit) => Row(wh, h, gate * 3 + unit) + bh[gate * 3 + unit];
            var next = new double[3];
            for (var unit = 0; unit < 3; unit++)
            {
                var reset = Sigmoid(In(0, unit) + Back(0, unit));
                var update = Sigmoid(In(1, unit) + Back(1, unit));
                var candidate = Math.Tanh(In(2, unit) + reset * Back(2, unit));
                next[unit] = (1 - update) * candidate + update * h[unit];
            }
            h = next;
            outputs.AddRange(h);
        }

        var (output, hidden) = gru.call(input);

        Expect.Close([.. outputs], output);
        Expect.Close(h, hidden);
    }

    [Fact]
    public void A_sequence_in_two_parts_continues_where_the_first_ended()
    {
        using var lstm = nn.LSTM(2, 3, batchFirst: true, dtype: ScalarType.Float64);
        using var gru = nn.GRU(2, 3, batchFirst: true, dtype: ScalarType.Float64);
        using var input = Expect.Wave([1, 6, 2]);
        using var first = input.narrow(1, 0, 4);
        using var second = input.narrow(1, 4, 2);

        var (_, h, c) = lstm.call(first);
        var (_, state) = gru.call(first);

        Expect.Close(Expect.Values(lstm.call(input).Item1)[12..], lstm.call(second, (h, c)).Item1);
        Expect.Close(Expect.Values(gru.call(input).Item1)[12..], gru.call(second, state).Item1);
    }

    [Fact]
    public void The_reverse_direction_reads_the_sequence_backwards()
    {
        using var both = nn.LSTM(2, 3, bidirectional: true, dtype: ScalarType.Float64);
        using var one = nn.LSTM(2, 3, dtype: ScalarType.Float64);
        one.load_state_dict(both.state_dict().Where(entry => entry.Key.EndsWith("_reverse", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key.Replace("_reverse", "", StringComparison.Ordinal), entry => entry.Value));
        using var input = Expect.Wave([5, 1, 2]);

        using var reversed = both.call(input).Item1.narrow(2, 3, 3);

        Expect.Close(Expect.Values(one.call(input.flip(0)).Item1.flip(0)), reversed);
    }

    [Fact]
    public void Dropout_between_layers_acts_in_training_only()
    {
        using var lstm = nn.LSTM(2, 8, numLayers: 2, dropout: 0.5);
        using var input = ones(5, 1, 2);

        Assert.NotEqual(Expect.Values(lstm.call(input).Item1), Expect.Values(lstm.call(input).Item1));
        lstm.eval();
        Assert.Equal(Expect.Values(lstm.call(input).Item1), Expect.Values(lstm.call(input).Item1));
    }

    [Fact]
    public void A_call_without_a_state_leaves_its_zeros_to_the_surrounding_scope()
    {
        using var lstm = nn.LSTM(2, 3);
        using var gru = nn.GRU(2, 3);
        using var input = ones(5, 1, 2);
        using var scope = NewDisposeScope();

        var (_, h, c) = lstm.call(input);
        Assert.Equal(3 + 2, scope.DisposablesCount);
        var (_, state) = gru.call(input);
        Assert.Equal(5 + 2 + 1, scope.DisposablesCount);
        lstm.call(input, (h, c));
        gru.call(input, state);
        Assert.Equal(8 + 3 + 2, scope.DisposablesCount);
    }

    private static (double[] InputWeights, double[] StateWeights, double[] InputBias, double[] StateBias) Weights(nn.Module module)
    {
        double[] Of(string name) => Expect.Values(module.get_parameter(name)!);
        return (Of("weight_ih_l0"), Of("weight_hh_l0"), Of("bias_ih_l0"), Of("bias_hh_l0"));
    }

    private static double Row(double[] matrix, double[] vector, int row) =>
        vector.Select((value, column) => matrix[row * vector.Length + column] * value).Sum();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
