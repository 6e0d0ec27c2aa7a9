using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Continues signals beyond their ends.</summary>
internal static class SignalEdges
{
    /// <summary>Returns signals [M, S] as [M, before + S + after]; a negative <paramref name="after"/> drops samples. Differentiable.</summary>
    /// <remarks>Not torch's own padding, which refuses to reflect more than S − 1 samples.</remarks>
    public static Tensor Extend(Tensor signals, int before, int after, EdgePadding padding)
    {
        var samples = (int)signals.shape[1];
        if (before == 0 && after <= 0)
            return signals.narrow(1, 0, samples + after);

        var middle = after < 0 ? signals.narrow(1, 0, samples + after) : signals;
        var parts = new List<Tensor>(3);
        if (before > 0)
            parts.Add(Edge(signals, -before, before, padding));
        parts.Add(middle);
        if (after > 0)
            parts.Add(Edge(signals, samples, after, padding));
        return cat(parts, 1);
    }

    /// <summary>Returns the source of a sample at any position, or -1 for silence.</summary>
    public static int Source(long position, int samples, EdgePadding padding)
    {
        if (position >= 0 && position < samples)
            return (int)position;
        switch (padding)
        {
            case EdgePadding.Zero:
                return -1;
            case EdgePadding.Replicate:
                return position < 0 ? 0 : samples - 1;
            default:
                if (samples == 1)
                    return 0;
                var period = 2L * (samples - 1);
                var phase = ((position % period) + period) % period;
                return (int)(phase < samples ? phase : period - phase);
        }
    }

    private static Tensor Edge(Tensor signals, int start, int count, EdgePadding padding)
    {
        if (padding == EdgePadding.Zero)
            return zeros([signals.shape[0], count], dtype: signals.dtype, device: signals.device);

        var samples = (int)signals.shape[1];
        var sources = new long[count];
        for (var i = 0; i < count; i++)
            sources[i] = Source(start + (long)i, samples, padding);
        return signals.index_select(1, tensor(sources, device: signals.device));
    }
}
