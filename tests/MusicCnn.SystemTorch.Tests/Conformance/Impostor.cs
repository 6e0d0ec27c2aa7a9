using TorchSharp;

namespace MusicCnn.SystemTorch.Tests.Conformance.Impostor;

/// <summary>Claims to be TorchSharp's class, with one member misspelt and one invented.</summary>
public class DisposeScopeManager
{
    public static ThreadDisposeScopeStatistics Statistic => TorchSharp.DisposeScopeManager.Statistics;

    protected static void Hidden() => Statistic.Reset();
}
