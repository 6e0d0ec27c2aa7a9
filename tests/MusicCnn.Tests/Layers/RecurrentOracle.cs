using MusicCnn.Layers;

namespace MusicCnn.Tests.Layers;

/// <summary>Evaluates recurrent layers by the equations of their cells, step by step and unit by unit, in double precision.</summary>
internal static class RecurrentOracle
{
    /// <summary>Returns what is kept of the states of the last layer.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="weights">Returns the weights of a key, such as <c>lstm.bias_hh_l0</c>.</param>
    /// <param name="features">The features of one example, channel by frame.</param>
    public static double[] Pooled(RecurrentPoolingOptions options, Func<string, double[]> weights, double[][] features)
    {
        var steps = Enumerable.Range(0, features[0].Length).Select(t => features.Select(channel => channel[t]).ToArray()).ToArray();
        double[] last = [];
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var key = options.Cell == RecurrentCell.Lstm ? "lstm" : "gru";
            var (forward, input) = (Direction($"_l{layer}", steps), steps);
            last = forward[^1];
            if (options.Bidirectional)
            {
                var backward = Direction($"_l{layer}_reverse", [.. input.Reverse()]).Reverse().ToArray();
                last = [.. last, .. backward[0]];
                forward = [.. forward.Zip(backward, (one, other) => one.Concat(other).ToArray())];
            }

            steps = forward;

            double[][] Direction(string suffix, double[][] inputs) => States(
                options, weights($"{key}.weight_ih{suffix}"), weights($"{key}.weight_hh{suffix}"), weights($"{key}.bias_ih{suffix}"), weights($"{key}.bias_hh{suffix}"), inputs);
        }

        return options.Output switch
        {
            RecurrentOutput.Max => [.. last.Select((_, unit) => steps.Max(step => step[unit]))],
            RecurrentOutput.Mean => [.. last.Select((_, unit) => steps.Average(step => step[unit]))],
            _ => last,
        };
    }

    private static double[][] States(RecurrentPoolingOptions options, double[] inputWeights, double[] stateWeights, double[] inputBias, double[] stateBias, double[][] inputs)
    {
        var units = options.Units;
        var (state, memory) = (new double[units], new double[units]);
        var states = new List<double[]>();
        foreach (var input in inputs)
        {
            var next = new double[units];
            for (var unit = 0; unit < units; unit++)
                next[unit] = options.Cell == RecurrentCell.Lstm ? Lstm(unit) : Gru(unit);
            states.Add(state = next);

            double Lstm(int unit)
            {
                var (enter, keep) = (Sigmoid(Both(0, unit)), Sigmoid(Both(1, unit)));
                memory[unit] = keep * memory[unit] + enter * Math.Tanh(Both(2, unit));
                return Sigmoid(Both(3, unit)) * Math.Tanh(memory[unit]);
            }

            double Gru(int unit)
            {
                var (reset, update) = (Sigmoid(Both(0, unit)), Sigmoid(Both(1, unit)));
                var candidate = Math.Tanh(OfInput(2, unit) + reset * OfState(2, unit));
                return (1 - update) * candidate + update * state[unit];
            }

            double Both(int gate, int unit) => OfInput(gate, unit) + OfState(gate, unit);

            double OfInput(int gate, int unit) => Row(inputWeights, inputBias, gate * units + unit, input);

            double OfState(int gate, int unit) => Row(stateWeights, stateBias, gate * units + unit, state);
        }

        return [.. states];
    }

    private static double Row(double[] weights, double[] bias, int row, double[] values) =>
        bias[row] + values.Select((value, i) => value * weights[row * values.Length + i]).Sum();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
