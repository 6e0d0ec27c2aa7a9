using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class HookTests
{
    [Fact]
    public void Hooks_see_input_and_output_of_call_and_not_of_forward()
    {
        using var module = nn.ReLU();
        using var input = tensor(new[] { -1f, 2f });
        var seen = new List<string>();
        module.register_forward_pre_hook((_, one) =>
        {
            seen.Add($"in {one.sum().item<float>()}");
            return null;
        });
        module.register_forward_hook((_, one, result) =>
        {
            seen.Add($"out {one.sum().item<float>()} {result.sum().item<float>()}");
            return null;
        });
        using var direct = module.forward(input);
        Assert.Empty(seen);
        using var called = module.call(input);
        Assert.Equal(["in 1", "out 1 2"], seen);
    }

    [Fact]
    public void Hooks_replace_input_and_output_until_they_are_removed()
    {
        using var module = nn.ReLU();
        using var input = tensor(new[] { -1f, 2f });
        var before = module.register_forward_pre_hook((_, one) => -one);
        var behind = module.register_forward_hook((_, _, result) => 10 * result);
        Assert.Equal(10, module.call(input).sum().item<float>());
        before.remove();
        Assert.Equal(20, module.call(input).sum().item<float>());
        behind.remove();
        Assert.Equal(2, module.call(input).sum().item<float>());
    }

    [Fact]
    public void Hooks_reach_the_parts_of_a_sequence_and_recurrent_layers()
    {
        using var inner = nn.ReLU();
        using var sequence = nn.Sequential(nn.Linear(3, 4), inner);
        using var lstm = nn.LSTM(4, 2);
        var calls = 0;
        inner.register_forward_hook((_, _, result) =>
        {
            calls++;
            return result;
        });
        lstm.register_forward_pre_hook((_, _, _) =>
        {
            calls += 10;
            return null;
        });
        lstm.register_forward_hook((_, _, _, result) =>
        {
            calls += 100;
            return result;
        });
        _ = lstm.call(sequence.call(zeros(5, 1, 3)));
        Assert.Equal(111, calls);
    }
}
