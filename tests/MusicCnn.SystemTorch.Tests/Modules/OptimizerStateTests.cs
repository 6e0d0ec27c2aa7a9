using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class OptimizerStateTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Training_continues_from_a_file_as_if_it_had_not_stopped(string name)
    {
        using var first = Net();
        using var second = Net();
        using var one = Optimizer(name, first, 0.01);
        using var two = Optimizer(name, second, 0.5);
        Train(first, one, 3);
        second.load_state_dict(first.state_dict());
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
            one.save_state_dict(writer);
        file.Position = 0;
        using (var reader = new BinaryReader(file))
            two.load_state_dict(reader);

        Train(first, one, 3);
        Train(second, two, 3);

        Assert.Equal(Expect.Values(first.weight), Expect.Values(second.weight));
        Assert.Equal(0.01, two.ParamGroups.Single().LearningRate);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Training_continues_from_a_state_dictionary(string name)
    {
        using var first = Net();
        using var second = Net();
        using var one = Optimizer(name, first, 0.01);
        using var two = Optimizer(name, second, 0.5);
        Train(first, one, 3);
        second.load_state_dict(first.state_dict());

        two.load_state_dict(one.state_dict());

        Train(first, one, 3);
        Train(second, two, 3);
        Assert.Equal(Expect.Values(first.weight), Expect.Values(second.weight));
    }

    [Fact]
    public void An_adam_file_has_exactly_the_bytes_of_its_description()
    {
        using var parameter = nn.Parameter(tensor(1.0));
        using var optimizer = optim.Adam([parameter], 0.5, 0.25, 0.75, 0.125, 0.0625, amsgrad: false, maximize: true);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);

        optimizer.save_state_dict(writer);

        byte[] expected =
        [
            4, .. "Adam"u8, 1, 1,
            .. BitConverter.GetBytes(0.5), .. BitConverter.GetBytes(0.5),
            .. BitConverter.GetBytes(0.25), .. BitConverter.GetBytes(0.75), .. BitConverter.GetBytes(0.125),
            .. BitConverter.GetBytes(0.0625), 0, 1,
            .. BitConverter.GetBytes(0L),
            7, 0, .. BitConverter.GetBytes(0.0),
            7, 0, .. BitConverter.GetBytes(0.0),
            0,
        ];
        Assert.Equal(expected, file.ToArray());
    }

    [Fact]
    public void The_file_of_another_optimizer_is_refused()
    {
        using var linear = Net();
        using var sgd = Optimizer("sgd", linear, 0.1);
        using var adam = Optimizer("adam", linear, 0.1);
        using var smaller = optim.SGD([linear.weight], 0.1);
        var file = new MemoryStream();
        sgd.save_state_dict(new BinaryWriter(file));

        Assert.Throws<InvalidDataException>(() => adam.load_state_dict(new BinaryReader(new MemoryStream(file.ToArray()))));
        Assert.Throws<ArgumentException>(() => smaller.load_state_dict(new BinaryReader(new MemoryStream(file.ToArray()))));
        Assert.Throws<ArgumentException>(() => smaller.load_state_dict(sgd.state_dict()));
    }

    [Fact]
    public void Files_on_disk_work_as_well()
    {
        using var linear = Net();
        using var optimizer = Optimizer("adam", linear, 0.1);
        var path = Path.GetTempFileName();
        try
        {
            Train(linear, optimizer, 1);
            optimizer.save_state_dict(path);
            Train(linear, optimizer, 1);
            optimizer.load_state_dict(path);

            Assert.Equal(1, ((Adam.State)optimizer.state_dict().State[0]).step);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void State_is_listed_in_the_order_of_the_parameters()
    {
        using var linear = Net();
        using var optimizer = Optimizer("adamw", linear, 0.1);
        Train(linear, optimizer, 2);

        var state = optimizer.state_dict();

        Assert.Equal([0, 1], state.StateIndexRef.Single());
        Assert.Single(state.Options);
        Assert.Equal([2, 2], state.State.Select(entry => ((AdamW.State)entry).step));
        Expect.Shape([1, 2], ((AdamW.State)state.State[0]).exp_avg);
    }

    private static Linear Net() => nn.Linear(2, 1, dtype: ScalarType.Float64);

    private static OptimizerHelper Optimizer(string name, Linear net, double rate) => name switch
    {
        "sgd" => optim.SGD(net.parameters(), rate, momentum: 0.9),
        "adam" => optim.Adam(net.parameters(), rate, amsgrad: true),
        _ => optim.AdamW(net.parameters(), rate, weight_decay: 0.1),
    };

    private static void Train(Linear net, optim.Optimizer optimizer, int steps)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < steps; i++)
        {
            optimizer.zero_grad();
            net.call(Expect.Wave([4, 2], i)).square().sum().backward();
            optimizer.step();
        }
    }
}
