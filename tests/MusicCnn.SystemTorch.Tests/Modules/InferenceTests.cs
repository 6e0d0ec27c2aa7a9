using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class InferenceTests
{
    [Fact]
    public async Task Two_threads_use_one_network_at_once()
    {
        using var net = nn.Sequential(nn.Conv1d(1, 4, 5), nn.BatchNorm1d(4), nn.ReLU(), nn.Dropout(), nn.Flatten(), nn.Linear(4 * 28, 3));
        net.eval();
        using var first = Expect.Wave([2, 1, 32]).to(ScalarType.Float32);
        using var second = Expect.Wave([2, 1, 32], 1).to(ScalarType.Float32);
        double[][] expected = [Run(first), Run(second)];

        var threads = new[] { first, second }.Select(input => Task.Run(() =>
            Enumerable.Range(0, 200).Select(_ => Run(input)).ToList())).ToList();
        var results = await Task.WhenAll(threads);

        for (var i = 0; i < 2; i++)
            Assert.All(results[i], values => Assert.Equal(expected[i], values));

        double[] Run(Tensor input)
        {
            using var scope = NewDisposeScope();
            using var noGrad = inference_mode();
            return Expect.Values(net.call(input));
        }
    }
}
