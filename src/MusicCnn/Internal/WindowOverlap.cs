namespace MusicCnn.Internal;

/// <summary>Sums squared windows that overlap by a hop: what an inverse transform divides by.</summary>
internal sealed class WindowOverlap
{
    private readonly double[] _squares;
    private readonly double[] _steady;
    private readonly int _hop;

    public WindowOverlap(double[] window, int hop)
    {
        _hop = hop;
        _squares = Array.ConvertAll(window, value => value * value);
        _steady = new double[hop];
        for (var n = 0; n < _squares.Length; n++)
            _steady[n % hop] += _squares[n];
    }

    /// <summary>Gets the largest sum where frames overlap on both sides.</summary>
    public double Largest => _steady.Max();

    /// <summary>Gets the smallest sum where frames overlap on both sides.</summary>
    public double Smallest => _steady.Min();

    /// <summary>Returns the sum at a sample that is counted from the start of the first of <paramref name="frames"/> frames.</summary>
    public double At(long sample, int frames)
    {
        var last = sample / _hop;
        if (sample >= _squares.Length - 1 && last <= frames - 1)
            return _steady[sample % _hop];

        var sum = 0.0;
        for (var frame = Math.Min(last, frames - 1); frame >= 0 && sample - (frame * _hop) < _squares.Length; frame--)
            sum += _squares[sample - (frame * _hop)];
        return sum;
    }
}
