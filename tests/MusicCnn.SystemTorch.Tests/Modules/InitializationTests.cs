using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class InitializationTests
{
    public static TheoryData<string, long> Layers => new()
    {
        { "linear", 400 },
        { "conv1d", 40 * 10 },
        { "conv2d", 8 * 5 * 10 },
        { "transposed", 20 * 20 },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Weights_and_biases_are_uniform_within_the_root_of_the_fan_in(string layer, long fanIn)
    {
        manual_seed(1);
        using nn.Module net = layer switch
        {
            "linear" => nn.Linear(400, 50),
            "conv1d" => nn.Conv1d(40, 50, 10),
            "conv2d" => nn.Conv2d(8, 50, (5, 10)),
            _ => nn.ConvTranspose1d(50, 20, 20),
        };
        var bound = 1 / Math.Sqrt(fanIn);

        var weight = Expect.Values(net.get_parameter("weight")!);
        var bias = Expect.Values(net.get_parameter("bias")!);

        Assert.All(weight.Concat(bias), value => Assert.InRange(Math.Abs(value), 0, bound * 1.000001));
        Assert.InRange(weight.Max(), 0.99 * bound, bound * 1.000001);
        // A uniform variable has variance bound²/3; 20,000 draws give it to within 3 %.
        Assert.InRange(weight.Sum(value => value * value) / weight.Length / (bound * bound / 3), 0.97, 1.03);
    }

    [Fact]
    public void The_same_seed_gives_the_same_layer()
    {
        manual_seed(7);
        using var first = nn.Conv2d(2, 3, 4);
        manual_seed(7);
        using var second = nn.Conv2d(2, 3, 4);
        using var third = nn.Conv2d(2, 3, 4);

        Assert.Equal(Expect.Values(first.weight), Expect.Values(second.weight));
        Assert.Equal(Expect.Values(first.bias!), Expect.Values(second.bias!));
        Assert.NotEqual(Expect.Values(first.weight), Expect.Values(third.weight));
    }

    [Fact]
    public void Recurrent_weights_are_uniform_within_the_root_of_the_hidden_size()
    {
        manual_seed(1);
        using var lstm = nn.LSTM(3, 100);

        Assert.All(lstm.parameters(), weight =>
        {
            var largest = Expect.Values(weight).Max(Math.Abs);
            Assert.InRange(largest, 0.097, 0.1000001);
        });
    }

    [Fact]
    public void Norms_start_as_the_identity()
    {
        using var batch = nn.BatchNorm2d(3);
        using var layer = nn.LayerNorm(new long[] { 2, 2 });

        Assert.Equal([1, 1, 1], Expect.Values(batch.weight));
        Assert.Equal([0, 0, 0], Expect.Values(batch.bias!));
        Assert.Equal([0, 0, 0], Expect.Values(batch.running_mean!));
        Assert.Equal([1, 1, 1], Expect.Values(batch.running_var!));
        Assert.Equal(0, batch.num_batches_tracked!.item<long>());
        Assert.Equal([1, 1, 1, 1], Expect.Values(layer.weight));
        Assert.Equal([0, 0, 0, 0], Expect.Values(layer.bias!));
    }

    [Fact]
    public void Resetting_a_layer_starts_it_anew()
    {
        using var conv = nn.Conv1d(3, 4, 5);
        using var batch = nn.BatchNorm1d(1);
        using var layer = nn.LayerNorm(1);
        foreach (var parameter in new[] { conv.weight, batch.weight, layer.weight })
            nn.init.constant_(parameter, 7);
        batch.call(ones(2, 1));

        conv.reset_parameters();
        batch.reset_parameters();
        layer.reset_parameters();

        Assert.All(Expect.Values(conv.weight), value => Assert.InRange(Math.Abs(value), 0, 1 / Math.Sqrt(15)));
        Assert.Equal(1, batch.weight.item<float>());
        Assert.Equal(0, batch.running_mean!.item<float>());
        Assert.Equal(1, layer.weight.item<float>());
    }

    [Fact]
    public void Kaiming_and_Xavier_have_the_deviations_of_their_papers()
    {
        manual_seed(1);
        using var weight = zeros(200, 300);

        // He et al. 2015: variance 2/fan for a rectifier. Glorot and Bengio 2010: 2/(fan in + fan out).
        Assert.Equal(Math.Sqrt(2.0 / 300), Deviation(nn.init.kaiming_normal_(weight, nonlinearity: nn.init.NonlinearityType.ReLU)), 3);
        Assert.Equal(Math.Sqrt(2.0 / 200), Deviation(nn.init.kaiming_normal_(weight, mode: nn.init.FanInOut.FanOut)), 3);
        Assert.Equal(Math.Sqrt(2.0 / 300), Deviation(nn.init.kaiming_uniform_(weight)), 3);
        Assert.Equal(Math.Sqrt(2.0 / 500), Deviation(nn.init.xavier_uniform_(weight)), 3);
        Assert.Equal(Math.Sqrt(6.0 / 500), Expect.Values(nn.init.xavier_uniform_(weight)).Max(), 3);
        // TorchSharp has the uniform distribution behind this name, too.
        Assert.Equal(Math.Sqrt(6.0 / 500), Expect.Values(nn.init.xavier_normal_(weight)).Max(), 3);
        Assert.Equal(0.25, Deviation(nn.init.normal_(weight, 0, 0.25)), 2);
        Assert.InRange(Expect.Values(nn.init.uniform_(weight, 2, 3)).Average(), 2.49, 2.51);
    }

    [Fact]
    public void Filling_works_on_parameters_and_returns_them()
    {
        using var parameter = nn.Parameter(zeros(2, 3));

        Assert.Same(parameter, nn.init.constant_(parameter, 2.5));
        Assert.Equal([2.5, 2.5, 2.5, 2.5, 2.5, 2.5], Expect.Values(parameter));
        Assert.Equal([1, 1, 1, 1, 1, 1], Expect.Values(nn.init.ones_(parameter)));
        Assert.Equal([0, 0, 0, 0, 0, 0], Expect.Values(nn.init.zeros_(parameter)));
        Assert.True(parameter is { is_leaf: true, requires_grad: true });
    }

    [Theory]
    [InlineData(nn.init.NonlinearityType.Linear, 0, 1)]
    [InlineData(nn.init.NonlinearityType.Sigmoid, 0, 1)]
    [InlineData(nn.init.NonlinearityType.Tanh, 0, 5.0 / 3)]
    [InlineData(nn.init.NonlinearityType.ReLU, 0, 1.4142135623730951)]
    [InlineData(nn.init.NonlinearityType.LeakyReLU, 2, 0.6324555320336759)]
    public void Gains_are_those_of_PyTorch(nn.init.NonlinearityType nonlinearity, double slope, double expected)
    {
        Assert.Equal(expected, nn.init.calculate_gain(nonlinearity, slope), 15);
    }

    [Fact]
    public void Fans_count_inputs_and_outputs_times_the_kernel()
    {
        Assert.Equal((10, 20), nn.init.CalculateFanInAndFanOut(ones(20, 10)));
        Assert.Equal((3 * 20, 8 * 20), nn.init.CalculateFanInAndFanOut(ones(8, 3, 4, 5)));
        Assert.Throws<ArgumentException>(() => nn.init.CalculateFanInAndFanOut(ones(3)));
    }

    private static double Deviation(Tensor tensor) => Math.Sqrt(Expect.Values(tensor).Average(value => value * value));
}
