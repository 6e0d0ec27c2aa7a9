using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Memory;

public class TrainingLoopTests
{
    private const int Steps = 5_000;

    /// <summary>
    /// What malloc, the collector and the compiler of hot methods still claim after the first tenth of the loop: up to
    /// 6 MB where 60,000 steps end as high as 10,000 do. Losing one of the 64 by 64 tensors in each step would add 74 MB.
    /// </summary>
    private const double AllowedGrowthInMegabytes = 12;

    [Fact]
    public void Neither_live_tensors_nor_resident_memory_grow_over_5000_steps()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var x = randn(64, 64);
        var target = x.matmul(randn(64, 64)).tanh();
        var hidden = randn(64, 64).mul_(0.1).requires_grad_();
        var output = randn(64, 64).mul_(0.1).requires_grad_();
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
        Assert.InRange(last, 0, first / 2);

        float Step()
        {
            using var inner = NewDisposeScope();
            var loss = (x.matmul(hidden).tanh().matmul(output) - target).square().mean();
            loss.backward();
            using var silence = no_grad();
            foreach (var parameter in parameters)
            {
                parameter.sub_(parameter.grad! * 5);
                parameter.grad = null;
            }
            return loss.item<float>();
        }
    }

    private static double Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // Gives the collector's own reserve back too, which else hides or feigns some megabytes.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
