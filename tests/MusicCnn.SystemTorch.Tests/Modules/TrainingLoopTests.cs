using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class TrainingLoopTests
{
    [Fact]
    public void Five_thousand_steps_leave_neither_tensors_nor_memory_behind()
    {
        manual_seed(1);
        using var net = nn.Sequential(
            nn.Conv1d(1, 4, 3), nn.BatchNorm1d(4), nn.ReLU(), nn.MaxPool1d(2), nn.Flatten(), nn.Dropout(0.1), nn.Linear(4 * 63, 2));
        using var optimizer = optim.Adam(net.parameters(), 1e-3);
        using var input = randn(8, 1, 128);
        using var classes = arange(8).remainder(2);
        Run(net, optimizer, input, classes, 500);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var memory = ResidentMemory();

        var loss = Run(net, optimizer, input, classes, 5_000);

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        // One input of 8×1×128 leaked a step would be 20 MB, one activation four times that.
        Assert.InRange(ResidentMemory() - memory, long.MinValue, 16L << 20);
        Assert.InRange(loss, 0, 0.1);
    }

    [Fact]
    public void A_step_leaves_nothing_in_the_surrounding_scope()
    {
        using var linear = nn.Linear(2, 1);
        using var sgd = optim.SGD(linear.parameters(), 0.1, 0.9, weight_decay: 0.1);
        using var adam = optim.Adam(linear.parameters(), 0.1, weight_decay: 0.1, amsgrad: true);
        linear.call(ones(1, 2)).backward();
        using var scope = NewDisposeScope();

        sgd.step();
        adam.step();
        linear.zero_grad();

        Assert.Equal(0, scope.DisposablesCount);
    }

    private static double Run(Sequential net, optim.Optimizer optimizer, Tensor input, Tensor classes, int steps)
    {
        var last = 0.0;
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = F.cross_entropy(net.call(input), classes);
            loss.backward();
            nn.utils.clip_grad_norm_(net.parameters(), 1);
            optimizer.step();
            last = loss.item<float>();
        }
        return last;
    }

    private static long ResidentMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
