using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Memory;

public class TrainingLoopTests
{
    private const int Steps = 5_000;

    /// <summary>
    /// What malloc and the runtime may still claim after the first tenth of the loop (measured: up to 6 MB, then nothing
    /// for another 20,000 steps). One lost tensor of the hidden layer in each step would be 18 MB; the limit is judged
    /// over the last nine tenths. Smaller losses show in the count of live tensors.
    /// </summary>
    private const double AllowedGrowthInMegabytes = 8;

    [Fact]
    public void Neither_live_tensors_nor_resident_memory_grow_over_5000_steps()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var x = randn(16, 32);
        var target = x.matmul(randn(32, 1)).tanh();
        var hidden = randn(32, 64).mul_(0.1).requires_grad_();
        var output = randn(64, 1).mul_(0.1).requires_grad_();
        Tensor[] parameters = [hidden, output];
        var first = Step();

        for (var i = 0; i < Steps / 10; i++)
            Step();
        var memory = Resident();
        var (tensors, live) = (Tensor.TotalCount, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        var last = 0f;
        for (var i = 0; i < Steps * 9 / 10; i++)
            last = Step();

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.InRange(Tensor.TotalCount, 0, tensors);
        Assert.InRange(Resident() - memory, -1_000, AllowedGrowthInMegabytes);
        Assert.InRange(last, 0, first / 10);

        float Step()
        {
            using var inner = NewDisposeScope();
            var loss = (x.matmul(hidden).tanh().matmul(output) - target).square().mean();
            loss.backward();
            using var silence = no_grad();
            foreach (var parameter in parameters)
            {
                parameter.sub_(parameter.grad! * 0.05);
                parameter.grad = null;
            }
            return loss.item<float>();
        }
    }

    private static double Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
