using MusicCnn.Internal;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Finds the samples of frames: in the signal itself, or in a copy with what lies beyond the signal's ends.</summary>
internal sealed unsafe class FrameReader(FrameGrid grid, EdgePadding padding)
{
    /// <summary>Gets where frames lie.</summary>
    public FrameGrid Grid => grid;

    /// <summary>Gets how signals continue.</summary>
    public EdgePadding Padding => padding;

    /// <summary>Points the lanes to neighbouring frames; lanes that are left over take the last one again.</summary>
    /// <param name="buffers">The buffers.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="samples">The number of its samples.</param>
    /// <param name="first">The frame of the first lane.</param>
    /// <param name="count">The number of frames.</param>
    public void Read(FftBuffers buffers, float* signal, int samples, int first, int count)
    {
        for (var lane = 0; lane < FrameFft.Lanes; lane++)
            buffers.Frames[lane] = Frame(buffers.Edge(lane), signal, samples, first + Math.Min(lane, count - 1));
    }

    private float* Frame(float* edge, float* signal, int samples, int frame)
    {
        var start = ((long)frame * grid.HopLength) - grid.Before;
        if (start >= 0 && start + grid.FftSize <= samples)
            return signal + start;

        for (var n = 0; n < grid.FftSize; n++)
        {
            var position = SignalEdges.Source(start + n, samples, padding);
            edge[n] = position < 0 ? 0 : signal[position];
        }

        return edge;
    }
}
