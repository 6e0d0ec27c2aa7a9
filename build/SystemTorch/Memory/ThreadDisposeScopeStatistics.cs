namespace TorchSharp;

/// <summary>Counts of tensors on one thread; the sums of TorchSharp's kinds, of which this binding has one.</summary>
public class ThreadDisposeScopeStatistics
{
    public LifetimeStatistics TensorStatistics { get; } = new();
    public long ThreadTotalLiveCount => TensorStatistics.ThreadTotalLiveCount;

    public void Reset() => TensorStatistics.Reset();
}
