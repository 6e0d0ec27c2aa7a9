using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class ConversionTests
{
    [Fact]
    public void Converting_reaches_every_floating_parameter_and_buffer()
    {
        using var net = new Net();

        var same = net.to(ScalarType.Float64);

        Assert.Same(net, same);
        foreach (var (key, tensor) in net.state_dict())
            Assert.Equal(key.EndsWith("num_batches_tracked", StringComparison.Ordinal) ? ScalarType.Int64 : ScalarType.Float64, tensor.dtype);
        using var output = net.call(ones([2, 1, 8], dtype: ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, output.dtype);
    }

    [Fact]
    public void Converted_parameters_are_new_leaves_and_the_old_ones_are_gone()
    {
        using var net = new Net();
        var before = net.parameters().ToList();

        net.to(ScalarType.Float64);

        Assert.All(before, parameter => Assert.True(parameter.IsInvalid));
        Assert.Equal(before.Count, net.parameters().Count());
        Assert.All(net.parameters(), parameter => Assert.True(parameter is { requires_grad: true, is_leaf: true }));
    }

    [Fact]
    public void Frozen_parameters_stay_frozen()
    {
        using var linear = nn.Linear(2, 1);
        linear.weight.requires_grad = false;

        linear.to(ScalarType.Float64);

        Assert.False(linear.weight.requires_grad);
        Assert.True(linear.bias!.requires_grad);
    }

    [Fact]
    public void Gradients_are_converted_with_their_parameters()
    {
        using var linear = nn.Linear(2, 1);
        linear.call(ones(3, 2)).sum().backward();

        linear.to(ScalarType.Float64);

        Assert.Equal(ScalarType.Float64, linear.weight.grad!.dtype);
        Expect.Close([3, 3], linear.weight.grad!);
    }

    [Fact]
    public void Values_survive_the_way_to_float64_and_back()
    {
        using var net = new Net();
        var before = net.state_dict().Values.Select(Expect.Values).ToList();

        net.to(ScalarType.Float64).to(ScalarType.Float32);

        var after = net.state_dict().Values.Select(Expect.Values).ToList();
        Assert.Equal(before, after);
    }

    [Fact]
    public void Buffers_that_do_not_persist_stay_behind()
    {
        using var net = new WithWindow();

        net.to(ScalarType.Float64);

        Assert.Equal(ScalarType.Float32, net.get_buffer("window")!.dtype);
    }

    [Fact]
    public void Whole_numbers_are_refused()
    {
        using var net = new Net();

        Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int64));
    }

    [Fact]
    public void A_module_dictionary_cannot_be_converted_because_it_has_two_indexers()
    {
        using var dictionary = nn.ModuleDict(("a", nn.Linear(1, 1)));

        Assert.Throws<ArgumentException>(() => dictionary.to(ScalarType.Float64));
    }

    [Fact]
    public void Moving_to_the_place_where_it_is_changes_nothing()
    {
        using var net = new Net();
        var before = net.parameters().ToList();

        net.to(CPU);
        net.cpu();
        net.to(DeviceType.CPU);

        Assert.Equal(before, net.parameters());
        Assert.All(before, parameter => Assert.False(parameter.IsInvalid));
    }

    [Fact]
    public void Recurrent_layers_compute_in_float64_after_conversion()
    {
        using var lstm = nn.LSTM(2, 3).to(ScalarType.Float64);
        using var gru = nn.GRU(2, 3).to(ScalarType.Float64);
        using var input = Expect.Wave([4, 1, 2]);

        Assert.Equal(ScalarType.Float64, lstm.call(input).Item1.dtype);
        Assert.Equal(ScalarType.Float64, gru.call(input).Item1.dtype);
    }

    [Fact]
    public void Layers_take_the_dtype_they_are_made_with()
    {
        using var net = nn.Sequential(nn.Conv2d(1, 2, 3, dtype: ScalarType.Float64), nn.BatchNorm2d(2, dtype: ScalarType.Float64));

        Assert.All(net.state_dict().Values, tensor => Assert.Equal(ScalarType.Float64, tensor.dtype));
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Conv1d _conv = nn.Conv1d(1, 2, 3);

        private readonly BatchNorm1d _norm = nn.BatchNorm1d(2);

        private readonly ModuleList<Linear> _stack = nn.ModuleList(nn.Linear(6, 6));

        private readonly ParameterList _scales = nn.ParameterList(nn.Parameter(ones(1)));

        [ComponentName(Name = "head")]
        private readonly nn.Module<Tensor, Tensor> _head = nn.Sequential(("drop", nn.Dropout()), ("out", nn.Linear(6, 1)));

        private readonly Parameter _gain = nn.Parameter(ones(1));

        private readonly Tensor _offset = zeros(1);

        public Net() : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input) =>
            _head.call(_stack[0].call(_norm.call(_conv.call(input)))) * _gain * _scales[0] + _offset;
    }

    private sealed class WithWindow : nn.Module<Tensor, Tensor>
    {
        public WithWindow() : base(nameof(WithWindow)) => register_buffer("window", ones(4), persistent: false);

        public override Tensor forward(Tensor input) => input * get_buffer("window")!;
    }
}
