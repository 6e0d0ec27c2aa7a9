using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class RegistrationTests
{
    private static readonly string[] ParameterKeys =
    [
        "Gain", "first.weight", "first.bias", "_second.weight", "_second.bias", "_norm.weight", "_norm.bias",
        "<Tail>k__BackingField.weight", "<Tail>k__BackingField.bias",
    ];

    private static readonly string[] BufferKeys =
        ["_table", "_norm.running_mean", "_norm.running_var", "_norm.num_batches_tracked"];

    [Fact]
    public void Fields_are_named_by_their_attribute_or_by_themselves()
    {
        using var net = new Net();

        Assert.Equal(ParameterKeys, net.named_parameters().Select(entry => entry.name));
        Assert.Equal(BufferKeys, net.named_buffers().Select(entry => entry.name));
        Assert.Equal(["first", "_second", "_norm", "<Tail>k__BackingField"], net.named_children().Select(entry => entry.name));
    }

    [Fact]
    public void State_lists_all_parameters_then_all_buffers()
    {
        using var net = new Net();

        Assert.Equal([.. ParameterKeys, .. BufferKeys], net.state_dict().Keys);
    }

    [Fact]
    public void State_keys_take_the_prefix_that_is_asked_for()
    {
        using var linear = nn.Linear(2, 1);

        Assert.Equal(["net.weight", "net.bias"], linear.state_dict(prefix: "net").Keys);
    }

    [Fact]
    public void A_module_in_two_fields_has_its_keys_twice_but_its_parameters_once()
    {
        using var net = new Twice();

        Assert.Equal(["_a.weight", "_a.bias"], net.named_parameters().Select(entry => entry.name));
        Assert.Equal(["_a.weight", "_a.bias", "_b.weight", "_b.bias"], net.state_dict().Keys);
        Assert.Same(net.state_dict()["_a.weight"], net.state_dict()["_b.weight"]);
    }

    [Fact]
    public void Private_fields_of_base_classes_are_registered_after_those_of_the_class_itself()
    {
        using var net = new Derived();

        Assert.Equal(["_own", "_inherited"], net.named_parameters().Select(entry => entry.name));
    }

    [Fact]
    public void Lists_are_registered_only_if_they_are_modules()
    {
        using var net = new Lists();

        Assert.Equal(["_scales.0", "_scales.1", "_stack.0.weight", "_stack.1.weight", "_named.low.weight", "_named.high.weight"],
            net.named_parameters().Select(entry => entry.name));
    }

    [Fact]
    public void Parameters_and_buffers_are_found_by_their_path()
    {
        using var net = new Net();

        Assert.True(net.has_parameter("first.weight"));
        Assert.Same(net.state_dict()["first.weight"], net.get_parameter("first.weight"));
        Assert.True(net.has_buffer("_norm.running_var"));
        Assert.Same(net.state_dict()["_norm.running_var"], net.get_buffer("_norm.running_var"));
        Assert.False(net.has_parameter("first.nothing"));
        Assert.Null(net.get_parameter("nothing.weight"));
        Assert.Null(net.get_buffer("nothing"));
    }

    [Fact]
    public void Buffers_that_do_not_persist_are_not_listed()
    {
        using var net = new Free();
        using var buffer = ones(2);
        net.register_buffer("window", buffer, persistent: false);

        Assert.Empty(net.named_buffers());
        Assert.Empty(net.state_dict());
        Assert.Same(buffer, net.get_buffer("window"));
    }

    [Fact]
    public void Names_are_refused_when_taken_empty_or_dotted()
    {
        using var net = new Free();
        net.register_module("a", nn.Linear(1, 1));
        net.register_parameter("p", nn.Parameter(ones(1)));
        net.register_buffer("b", ones(1));

        Assert.Throws<InvalidOperationException>(() => net.register_module("a", nn.ReLU()));
        Assert.Throws<InvalidOperationException>(() => net.register_parameter("p", nn.Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => net.register_buffer("b", ones(1)));
        Assert.Throws<ArgumentException>(() => net.register_module("a.b", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => net.register_module("", nn.ReLU()));
        Assert.Throws<ArgumentNullException>(() => net.register_parameter("q", null!));
        Assert.Throws<ArgumentNullException>(() => net.register_buffer("q", null!));
    }

    [Fact]
    public void Modules_without_parameters_refuse_them()
    {
        using var relu = nn.ReLU();

        Assert.Throws<InvalidOperationException>(() => relu.register_parameter("p", nn.Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => relu.register_buffer("b", ones(1)));
        Assert.Throws<InvalidOperationException>(() => relu.register_module("m", nn.Linear(1, 1)));
    }

    [Fact]
    public void Apply_visits_children_before_their_parent()
    {
        using var net = nn.Sequential(("conv", nn.Conv1d(1, 1, 1)), ("relu", nn.ReLU()));
        var visited = new List<string>();

        net.apply(module => visited.Add(module.GetType().Name));

        Assert.Equal(["Conv1d", "ReLU", "Sequential"], visited);
    }

    [Fact]
    public void Named_modules_lists_each_level_before_the_next()
    {
        using var inner = nn.Sequential(nn.Linear(1, 1), nn.ReLU());
        using var net = nn.Sequential(("inner", inner), ("last", nn.Tanh()));

        Assert.Equal(["inner", "last", "inner.0", "inner.1"], net.named_modules().Select(entry => entry.name));
        Assert.Equal(["inner.0.weight", "inner.0.bias"], net.state_dict().Keys);
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "first")]
        private readonly Linear _first = nn.Linear(2, 3);

        private readonly Linear _second = nn.Linear(3, 3);

        private readonly Tensor _table = ones(4);

        private readonly BatchNorm1d _norm = nn.BatchNorm1d(3);

        private readonly List<nn.Module> _unseen = [nn.Linear(1, 1)];

        public Net() : base(nameof(Net)) => RegisterComponents();

        public Parameter Gain = nn.Parameter(ones(1));

        public Linear Tail { get; } = nn.Linear(3, 1);

        public int Unseen => _unseen.Count;

        public override Tensor forward(Tensor input) => _norm.call(_second.call(_first.call(input))) * _table[0];
    }

    private sealed class Twice : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _a;
        private readonly Linear _b;

        public Twice() : base(nameof(Twice))
        {
            _a = _b = nn.Linear(1, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _b.call(_a.call(input));
    }

    private class Base : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter _inherited = nn.Parameter(ones(1));

        protected Base(string name) : base(name) { }

        public override Tensor forward(Tensor input) => input * _inherited;
    }

    private sealed class Derived : Base
    {
        private readonly Parameter _own = nn.Parameter(ones(1));

        public Derived() : base(nameof(Derived)) => RegisterComponents();

        public override Tensor forward(Tensor input) => base.forward(input) * _own;
    }

    private sealed class Lists : nn.Module<Tensor, Tensor>
    {
        private readonly ParameterList _scales = nn.ParameterList(nn.Parameter(ones(1)), nn.Parameter(ones(1)));

        private readonly ModuleList<Linear> _stack = nn.ModuleList(nn.Linear(1, 1, false), nn.Linear(1, 1, false));

        private readonly ModuleDict<Linear> _named = nn.ModuleDict(("low", nn.Linear(1, 1, false)), ("high", nn.Linear(1, 1, false)));

        private readonly Linear[] _unseen = [nn.Linear(1, 1)];

        public Lists() : base(nameof(Lists)) => RegisterComponents();

        public override Tensor forward(Tensor input) =>
            _named["high"].call(_stack[1].call(_unseen[0].call(input))) * _scales[0];
    }

    private sealed class Free : nn.Module<Tensor, Tensor>
    {
        public Free() : base(nameof(Free)) { }

        public override Tensor forward(Tensor input) => input.alias();
    }
}
