using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class LifetimeTests
{
    [Fact]
    public void Own_parameters_and_buffers_made_in_a_dispose_scope_go_with_it()
    {
        Scaled module;
        using (NewDisposeScope())
            module = new Scaled(detach: false);

        Assert.True(module.Gain.IsInvalid);
        Assert.True(module.Offset.IsInvalid);
    }

    [Fact]
    public void Own_parameters_and_buffers_that_are_detached_outlive_the_scope()
    {
        Scaled module;
        using (NewDisposeScope())
            module = new Scaled(detach: true);

        Expect.Close([3], module.call(ones(1)), Expect.Float32);
    }

    [Fact]
    public void Layers_made_in_a_dispose_scope_outlive_it()
    {
        nn.Module<Tensor, Tensor> net;
        using (NewDisposeScope())
            net = nn.Sequential(nn.Conv1d(1, 2, 3), nn.BatchNorm1d(2), nn.LayerNorm(6), nn.Linear(6, 4), nn.ConvTranspose1d(2, 1, 2));

        Expect.Shape([2, 1, 5], net.call(ones(2, 1, 8)));
    }

    [Fact]
    public void Weights_of_recurrent_layers_outlive_a_dispose_scope_only_when_they_are_taken_out()
    {
        LSTM left, kept;
        GRU keptToo;
        using (NewDisposeScope())
        {
            (left, kept, keptToo) = (nn.LSTM(2, 3), nn.LSTM(2, 3), nn.GRU(2, 3));
            foreach (var weight in kept.parameters().Concat(keptToo.parameters()))
                weight.DetachFromDisposeScope();
        }

        Assert.Empty(left.parameters());
        Assert.Equal(4, kept.parameters().Count());
        Expect.Shape([4, 1, 3], kept.call(ones(4, 1, 2)).Item1);
        Expect.Shape([4, 1, 3], keptToo.call(ones(4, 1, 2)).Item1);
    }

    [Fact]
    public void Gradients_and_optimizer_state_outlive_the_scope_of_a_step()
    {
        using var linear = nn.Linear(2, 1);
        using var optimizer = optim.Adam(linear.parameters());
        using (NewDisposeScope())
        {
            linear.call(ones(3, 2)).sum().backward();
            optimizer.step();
        }

        Expect.Close([3, 3], linear.weight.grad!, Expect.Float32);
        optimizer.step();
    }

    [Fact]
    public void Disposing_a_module_disposes_all_that_it_holds()
    {
        var conv = nn.Conv1d(1, 2, 3);
        var norm = nn.BatchNorm1d(2);
        var net = nn.Sequential(conv, norm);
        var state = net.state_dict().Values.ToList();

        net.Dispose();

        Assert.Equal(7, state.Count);
        Assert.All(state, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_data()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);

        var parameter = nn.Parameter(data);

        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(scope.Contains(parameter));
        Assert.False(scope.Contains(data));
        Assert.False(nn.Parameter(ones(2), requires_grad: false).requires_grad);
    }

    [Fact]
    public void Replacing_a_weight_disposes_the_old_one()
    {
        using var linear = nn.Linear(2, 1);
        var old = linear.weight;

        linear.weight = nn.Parameter(ones(1, 2));
        linear.bias = null;

        Assert.True(old.IsInvalid);
        Assert.Equal(["weight"], linear.state_dict().Keys);
        Expect.Close([7], linear.call(tensor(new float[] { 3, 4 })), Expect.Float32);
    }

    [Fact]
    public void A_chain_disposes_what_passes_between_its_modules()
    {
        using var net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2), nn.Tanh());
        using var input = ones(1, 2);
        using var scope = NewDisposeScope();

        using var output = net.call(input);

        Assert.Equal(1, scope.DisposablesCount);
        Assert.False(input.IsInvalid);
    }

    private sealed class Scaled : nn.Module<Tensor, Tensor>
    {
        public Scaled(bool detach) : base(nameof(Scaled))
        {
            Gain = nn.Parameter(ones(1));
            Offset = full(1, 2);
            if (detach)
            {
                Gain.DetachFromDisposeScope();
                Offset.DetachFromDisposeScope();
            }
            RegisterComponents();
        }

        public Parameter Gain { get; }

        public Tensor Offset { get; }

        public override Tensor forward(Tensor input) => input * Gain + Offset;
    }
}
