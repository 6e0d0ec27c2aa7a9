namespace MusicCnn.Internal;

/// <summary>Represents what each sample of overlapping frames is multiplied by.</summary>
internal sealed class OverlapFactors
{
    private readonly WindowOverlap _overlap;
    private readonly int _frames;
    private readonly Func<double, double> _function;
    private readonly double[] _steady;

    /// <summary>Initializes a new instance of the <see cref="OverlapFactors"/> class.</summary>
    /// <param name="overlap">The summed squared window.</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="function">Returns the factor of a sum.</param>
    public OverlapFactors(WindowOverlap overlap, int frames, Func<double, double> function)
    {
        (_overlap, _frames, _function) = (overlap, frames, function);
        _steady = [.. overlap.Steady.Select(function)];
    }

    /// <summary>Writes the factors of neighboring samples, the first of them counted from the start of the first frame.</summary>
    public void Fill(Span<double> factors, long first)
    {
        var phase = (int)(first % _steady.Length);
        for (var m = 0; m < factors.Length; m++)
        {
            factors[m] = _overlap.IsSteady(first + m, _frames) ? _steady[phase] : _function(_overlap.At(first + m, _frames));
            phase = phase + 1 == _steady.Length ? 0 : phase + 1;
        }
    }
}
