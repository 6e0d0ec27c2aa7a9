using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class ActivationTests
{
    private static readonly double[] Inputs = [-2, -0.5, 0, 0.25, 3];

    public static TheoryData<string, Func<nn.Module<Tensor, Tensor>>, Func<double, double>> Elementwise => new()
    {
        { "ReLU", () => nn.ReLU(), x => Math.Max(x, 0) },
        { "LeakyReLU", () => nn.LeakyReLU(0.2), x => x > 0 ? x : 0.2 * x },
        { "ELU", () => nn.ELU(1.5), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1) },
        { "GELU", () => nn.GELU(GELU.Approximate.tanh), x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) },
        { "SiLU", () => nn.SiLU(), x => x / (1 + Math.Exp(-x)) },
        { "Sigmoid", () => nn.Sigmoid(), x => 1 / (1 + Math.Exp(-x)) },
        { "Tanh", () => nn.Tanh(), Math.Tanh },
        { "Identity", () => nn.Identity(), x => x },
    };

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Activations_follow_their_formulas(string name, Func<nn.Module<Tensor, Tensor>> make, Func<double, double> formula)
    {
        using var module = make();
        using var input = tensor(Inputs);

        using var output = module.call(input);

        Expect.Close([.. Inputs.Select(formula)], output);
        Assert.NotSame(input, output);
        Assert.Equal(Inputs, Expect.Values(input));
        Assert.Equal(name, module.GetName());
    }

    [Fact]
    public void Gelu_weighs_by_the_normal_distribution()
    {
        using var module = nn.GELU();

        // Φ(1) = 0.8413447460685429.
        Expect.Close([0.8413447460685429, -0.15865525393145707], module.call(tensor(new double[] { 1, -1 })));
    }

    [Fact]
    public void In_place_activations_change_their_input_and_return_a_new_object()
    {
        using var input = tensor(Inputs);
        using var module = nn.ReLU(inplace: true);

        using (var output = module.call(input))
            Assert.NotSame(input, output);

        Assert.Equal([0, 0, 0, 0.25, 3], Expect.Values(input));
    }

    [Theory]
    [InlineData("leaky")]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    public void Every_in_place_activation_gives_what_the_other_gives(string name)
    {
        Tensor Run(Tensor x, bool inplace) => name switch
        {
            "leaky" => F.leaky_relu(x, 0.1, inplace),
            "gelu" => F.gelu(x, inplace),
            "silu" => F.silu(x, inplace),
            "sigmoid" => F.sigmoid(x, inplace),
            _ => F.tanh(x, inplace),
        };
        using var input = tensor(Inputs);
        var expected = Expect.Values(Run(input, false));

        using var output = Run(input, true);

        Assert.Equal(expected, Expect.Values(input));
        Assert.Equal(expected, Expect.Values(output));
    }

    [Fact]
    public void Softmax_gives_probabilities_along_its_axis()
    {
        using var input = tensor(new[,] { { 0, Math.Log(3) }, { 1000, 1000 } });
        using var softmax = nn.Softmax(1);
        using var logarithmic = nn.LogSoftmax(1);

        Expect.Close([0.25, 0.75, 0.5, 0.5], softmax.call(input));
        Expect.Close([Math.Log(0.25), Math.Log(0.75), -Math.Log(2), -Math.Log(2)], logarithmic.call(input));
        Expect.Close([0, 0, 1, 1], F.softmax(input, 0));
    }

    [Fact]
    public void Dropout_is_the_identity_in_evaluation()
    {
        using var dropout = nn.Dropout(0.9);
        using var channels = nn.Dropout2d(0.9);
        using var input = ones(4, 5, 6, 7);
        dropout.eval();
        channels.eval();

        Assert.Equal(Expect.Values(input), Expect.Values(dropout.call(input)));
        Assert.Equal(Expect.Values(input), Expect.Values(channels.call(input)));
        Assert.Throws<ExternalException>(() => F.dropout(input, 1.5));
    }

    [Fact]
    public void Dropout_in_training_zeroes_its_share_and_scales_the_rest()
    {
        using var dropout = nn.Dropout(0.2);

        var values = Expect.Values(dropout.call(ones(100_000)));

        // Binomial: a standard deviation of 0.0013.
        Assert.InRange(values.Count(value => value == 0) / 100_000.0, 0.19, 0.21);
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - 1.25) < 1e-6));
    }

    [Fact]
    public void Dropout2d_zeroes_whole_channels()
    {
        using var dropout = nn.Dropout2d();
        using var output = dropout.call(ones(8, 16, 3, 3));

        var channels = Expect.Values(output).Chunk(9).ToList();

        Assert.All(channels, channel => Assert.True(channel.All(value => value == channel[0])));
        Assert.Contains(channels, channel => channel[0] == 0);
        Assert.Contains(channels, channel => channel[0] == 2);
        Expect.Shape([16, 3, 3], dropout.call(ones(16, 3, 3)));
    }

    [Fact]
    public void Training_mode_reaches_every_module_below()
    {
        using var inner = nn.Sequential(nn.Dropout(), nn.BatchNorm1d(2));
        using var net = nn.Sequential(inner, nn.ReLU());
        Assert.All(net.modules(), module => Assert.True(module.training));

        net.eval();
        Assert.False(net.training);
        Assert.All(net.modules(), module => Assert.False(module.training));

        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }
}
