namespace MusicCnn.Audio.Tagging;

/// <summary>Cuts frames that come in pieces into patches, and hands these on in batches; holds no more than a batch, a patch and a piece.</summary>
/// <param name="patchFrames">The number of frames of a patch.</param>
/// <param name="hop">The number of frames from one patch to the next.</param>
/// <param name="batchSize">The number of patches of a batch.</param>
/// <param name="use">Takes a batch: its frames one behind the other, and the number of its patches.</param>
internal sealed class PatchCutter(int patchFrames, int hop, int batchSize, Action<ReadOnlyMemory<float>, int> use)
{
    private float[] _kept = [];
    private int _keptValues;
    private float[] _batch = [];
    private int _batched;
    private int _rowLength;

    /// <summary>The number of the first frame in <see cref="_kept"/>.</summary>
    private long _start;

    /// <summary>Gets the number of frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Gets the number of patches so far.</summary>
    public int Patches { get; private set; }

    /// <summary>Gets or sets the number of patches after which frames are ignored.</summary>
    public int MostPatches { get; set; } = int.MaxValue;

    /// <summary>Gets the frame at which the next patch begins.</summary>
    public long Next => (long)Patches * hop;

    /// <summary>Gets the frame behind the last patch.</summary>
    public long End => Patches == 0 ? 0 : Next - hop + patchFrames;

    /// <summary>Continues with frames.</summary>
    /// <param name="rows">The frames, one behind the other.</param>
    /// <param name="rowLength">The number of values of a frame.</param>
    public void Push(ReadOnlySpan<float> rows, int rowLength)
    {
        _rowLength = rowLength;
        var count = rows.Length / rowLength;
        var skipped = (int)Math.Clamp(Next - Frames, 0, count);
        Keep(rows[(skipped * rowLength)..], Frames + skipped);
        Frames += count;
        while (Patches < MostPatches && Next + patchFrames <= Frames)
        {
            Take(_kept.AsSpan((int)(Next - _start) * rowLength, patchFrames * rowLength));
            Drop();
        }
    }

    /// <summary>Makes a patch of the frames that are left, of which there is at least one, by repeating them.</summary>
    public void Repeat()
    {
        var patch = new float[patchFrames * _rowLength];
        for (var filled = 0; filled < patch.Length; filled += _keptValues)
            _kept.AsSpan(0, Math.Min(_keptValues, patch.Length - filled)).CopyTo(patch.AsSpan(filled));
        Take(patch);
    }

    /// <summary>Hands on what is left of a batch.</summary>
    public void Flush()
    {
        if (_batched > 0)
            use(_batch.AsMemory(0, _batched * patchFrames * _rowLength), _batched);
        _batched = 0;
    }

    private void Keep(ReadOnlySpan<float> rows, long at)
    {
        if (_keptValues == 0)
            _start = at;
        if (_keptValues + rows.Length > _kept.Length)
            Array.Resize(ref _kept, Math.Max(2 * _kept.Length, _keptValues + rows.Length));
        rows.CopyTo(_kept.AsSpan(_keptValues));
        _keptValues += rows.Length;
    }

    private void Take(ReadOnlySpan<float> patch)
    {
        if (_batch.Length == 0)
            _batch = new float[batchSize * patch.Length];
        patch.CopyTo(_batch.AsSpan(_batched * patch.Length));
        Patches++;
        if (++_batched == batchSize)
            Flush();
    }

    /// <summary>Forgets the frames before the next patch.</summary>
    private void Drop()
    {
        var passed = (int)Math.Min(_keptValues, (Next - _start) * _rowLength);
        _kept.AsSpan(passed, _keptValues - passed).CopyTo(_kept);
        (_keptValues, _start) = (_keptValues - passed, _start + (passed / _rowLength));
    }
}
