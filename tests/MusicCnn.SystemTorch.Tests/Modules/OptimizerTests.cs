using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

/// <summary>Steps against the formulas of the papers, written out for one number in double precision.</summary>
public class OptimizerTests
{
    private const int Steps = 20;

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0.9, 0, 0, false)]
    [InlineData(0.9, 0.5, 0, false)]
    [InlineData(0.9, 0, 0.1, true)]
    [InlineData(0, 0, 0.1, false)]
    public void Sgd_follows_its_formula(double momentum, double dampening, double decay, bool nesterov)
    {
        double velocity = 0;

        Follows(parameters => optim.SGD(parameters, 0.05, momentum, dampening, decay, nesterov), (value, gradient, step) =>
        {
            var g = gradient + decay * value;
            velocity = step == 1 ? g : momentum * velocity + (1 - dampening) * g;
            return value - 0.05 * (momentum == 0 ? g : nesterov ? g + momentum * velocity : velocity);
        });
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.1, true)]
    public void Adam_follows_its_formula(double decay, bool amsgrad)
    {
        double m = 0, v = 0, largest = 0;

        Follows(parameters => optim.Adam(parameters, 0.05, 0.8, 0.95, 1e-6, decay, amsgrad), (value, gradient, step) =>
        {
            if (step == 1)
                m = v = largest = 0;
            var g = gradient + decay * value;
            m = 0.8 * m + 0.2 * g;
            v = 0.95 * v + 0.05 * g * g;
            largest = Math.Max(largest, v);
            var unbiased = (amsgrad ? largest : v) / (1 - Math.Pow(0.95, step));
            return value - 0.05 * (m / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(unbiased) + 1e-6);
        });
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.1, true)]
    public void AdamW_shrinks_the_weights_apart_from_the_gradient(double decay, bool amsgrad)
    {
        double m = 0, v = 0, largest = 0;

        Follows(parameters => optim.AdamW(parameters, 0.05, 0.8, 0.95, 1e-6, decay, amsgrad), (value, gradient, step) =>
        {
            if (step == 1)
                m = v = largest = 0;
            m = 0.8 * m + 0.2 * gradient;
            v = 0.95 * v + 0.05 * gradient * gradient;
            largest = Math.Max(largest, v);
            var unbiased = (amsgrad ? largest : v) / (1 - Math.Pow(0.95, step));
            return value * (1 - 0.05 * decay) - 0.05 * (m / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(unbiased) + 1e-6);
        });
    }

    public static TheoryData<Func<Parameter, Optimizer>> Ascending => new()
    {
        parameter => new(optim.SGD([parameter], 0.1, maximize: true)),
        parameter => new(optim.Adam([parameter], 0.1, maximize: true)),
        parameter => new(optim.AdamW([parameter], 0.1, maximize: true)),
    };

    [Theory]
    [MemberData(nameof(Ascending))]
    public void Maximizing_climbs(Func<Parameter, Optimizer> make)
    {
        using var parameter = nn.Parameter(tensor(1.0));
        using var optimizer = make(parameter).Value;

        parameter.mul(2).backward();
        optimizer.step();

        Assert.True(parameter.item<double>() > 1);
    }

    [Fact]
    public void Groups_have_their_own_settings_and_take_the_rest_from_the_optimizer()
    {
        using var slow = nn.Parameter(tensor(1.0));
        using var fast = nn.Parameter(tensor(1.0));
        using var optimizer = optim.SGD(
            [new SGD.ParamGroup([slow], lr: 0.1), new SGD.ParamGroup { Parameters = [fast] }], 0.5);

        (slow + fast).backward();
        optimizer.step();

        Expect.Close(0.9, slow);
        Expect.Close(0.5, fast);
        Assert.Equal([0.1, 0.5], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.1, 0.5], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
        Assert.Equal([slow, fast], optimizer.parameters());
    }

    [Fact]
    public void A_group_can_join_later()
    {
        using var first = nn.Parameter(tensor(1.0));
        using var second = nn.Parameter(tensor(1.0));
        using var optimizer = optim.AdamW([first], 0.1);

        optimizer.add_param_group(new AdamW.ParamGroup([second], lr: 0.01, weight_decay: 0.5));
        (first + second).backward();
        optimizer.step();

        Expect.Close(0.9, first, 1e-7);
        Expect.Close(1 - 0.005 - 0.01, second, 1e-7);
    }

    [Fact]
    public void The_learning_rate_can_change_between_steps()
    {
        using var parameter = nn.Parameter(tensor(1.0));
        using var optimizer = optim.SGD([("p", parameter)], 0.5);
        optimizer.ParamGroups.Single().LearningRate = 0.25;

        parameter.mul(1).backward();
        optimizer.step();

        Expect.Close(0.75, parameter);
        Assert.Equal(0.5, optimizer.ParamGroups.Single().InitialLearningRate);
    }

    [Fact]
    public void Named_parameters_are_as_good_as_bare_ones()
    {
        using var linear = nn.Linear(2, 1);
        using var adam = optim.Adam(linear.named_parameters());
        using var adamW = optim.AdamW(linear.named_parameters());

        Assert.Equal(linear.parameters(), adam.parameters());
        Assert.Equal(linear.parameters(), adamW.parameters());
        Assert.Equal((0.9, 0.999), adam.Betas);
    }

    [Fact]
    public void Zeroing_keeps_gradients_that_a_module_drops()
    {
        using var linear = nn.Linear(2, 1);
        using var optimizer = optim.SGD(linear.parameters(), 0.1);
        linear.call(ones(1, 2)).backward();

        optimizer.zero_grad();
        Assert.Equal([0, 0], Expect.Values(linear.weight.grad!));

        linear.zero_grad(set_to_none: false);
        Assert.NotNull(linear.weight.grad);
        linear.zero_grad();
        Assert.Null(linear.weight.grad);
    }

    [Fact]
    public void Parameters_without_a_gradient_stay()
    {
        using var used = nn.Parameter(tensor(1.0));
        using var idle = nn.Parameter(tensor(1.0));
        using var optimizer = optim.AdamW([used, idle], weight_decay: 0.5);

        used.mul(1).backward();
        optimizer.step();

        Assert.Equal(1, idle.item<double>());
        Assert.NotEqual(1, used.item<double>());
    }

    [Fact]
    public void A_closure_runs_with_gradients_and_its_loss_comes_back()
    {
        using var parameter = nn.Parameter(tensor(3.0));
        using var optimizer = optim.SGD([parameter], 0.1);

        using var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var value = parameter.square();
            value.backward();
            return value;
        });

        Assert.Equal(9, loss.item<double>());
        Expect.Close(3 - 0.1 * 6, parameter);
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        using var parameter = nn.Parameter(tensor(1.0));

        Assert.Throws<ArgumentException>(() => optim.SGD([parameter], -1));
        Assert.Throws<ArgumentException>(() => optim.SGD([parameter], 1, momentum: -1));
        Assert.Throws<ArgumentException>(() => optim.SGD([parameter], 1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.Adam([parameter], beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.Adam([parameter], eps: -1));
        Assert.Throws<ArgumentException>(() => optim.AdamW([parameter], beta2: 1.5));
        Assert.Throws<ArgumentException>(() => optim.AdamW([parameter], weight_decay: -1));
    }

    /// <summary>Descends f(p) = p⁴/4 - p in a binding's optimizer and in plain numbers, side by side.</summary>
    private static void Follows(Func<IEnumerable<Parameter>, optim.Optimizer> make, Func<double, double, int, double> formula)
    {
        double[] values = [1.7, -0.4, 0.9];
        foreach (var start in values)
        {
            using var parameter = nn.Parameter(tensor(start));
            using var optimizer = make([parameter]);
            var value = start;
            for (var step = 1; step <= Steps; step++)
            {
                optimizer.zero_grad();
                (parameter.pow(4) / 4 - parameter).backward();
                optimizer.step();
                value = formula(value, value * value * value - 1, step);
                Expect.Close(value, parameter, 1e-12);
            }
        }
    }

    /// <summary>Wraps an optimizer, so that a theory can name it.</summary>
    public sealed record Optimizer(optim.Optimizer Value);
}
