using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Runtime;

public class ThreadTests
{
    [Fact]
    public void Two_threads_compute_at_once_and_both_are_right()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var weight = randn(64, 64);
        var inputs = Enumerable.Range(0, 2).Select(_ => randn(8, 64)).ToArray();
        var expected = inputs.Select(input => Network(input, weight).data<float>().ToArray()).ToArray();
        using var start = new Barrier(2);

        var results = new float[2][][];
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            results[i] = [.. Enumerable.Range(0, 50).Select(_ => Run(inputs[i], weight))];
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        for (var i = 0; i < 2; i++)
            Assert.All(results[i], result => Assert.Equal(expected[i], result));
    }

    [Fact]
    public void Gradient_mode_is_a_matter_of_each_thread()
    {
        using var off = no_grad();
        var elsewhere = false;

        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();

        Assert.True(elsewhere);
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var former = get_num_threads();

        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(former);
        Assert.Equal(former, get_num_threads());
    }

    private static float[] Run(Tensor input, Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var silence = no_grad();
        return Network(input, weight).data<float>().ToArray();
    }

    private static Tensor Network(Tensor input, Tensor weight)
    {
        var x = input;
        for (var layer = 0; layer < 4; layer++)
            x = x.matmul(weight).tanh();
        return x.softmax(1);
    }
}
