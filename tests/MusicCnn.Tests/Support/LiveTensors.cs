using TorchSharp;

namespace MusicCnn.Tests.Support;

/// <summary>Counts the tensors of this thread that are alive.</summary>
internal static class LiveTensors
{
    /// <summary>Returns by how many live tensors an action changes the count of this thread.</summary>
    public static long ChangeBy(Action action)
    {
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        action();
        return DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before;
    }
}
