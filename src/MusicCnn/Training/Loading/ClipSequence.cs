using static TorchSharp.torch;

namespace MusicCnn.Training.Loading;

/// <summary>Hands out the images or waveforms of clips in a given order.</summary>
internal sealed class ClipSequence : IDisposable
{
    private readonly PreparedClips _clips;
    private readonly IEnumerator<int> _order;
    private readonly ReadAhead<LoadedClip> _ahead;

    public ClipSequence(PreparedClips clips, IEnumerable<int> order, int ahead, CancellationToken cancellationToken)
    {
        int[] all = [.. order];
        (_clips, _order) = (clips, all.AsEnumerable().GetEnumerator());
        _ahead = new(all.Where(clip => !clips.Keeps(clip)).Select(clips.Loading), ahead, cancellationToken);
    }

    /// <summary>Returns the image or waveform of the next clip, in the caller's dispose scope.</summary>
    public Tensor Next()
    {
        if (!_order.MoveNext())
            throw new InvalidOperationException("All clips have been handed out.");
        if (_clips.Keeps(_order.Current))
            return _clips.Data(_order.Current);
        using var loaded = _ahead.Next();
        return _clips.Again(loaded);
    }

    public void Dispose()
    {
        _ahead.Dispose();
        _order.Dispose();
    }
}
