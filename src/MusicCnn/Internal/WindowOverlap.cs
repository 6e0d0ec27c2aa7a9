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

    /// <summary>Gets the sums where frames overlap on both sides, from the start of a frame to the next.</summary>
    public IReadOnlyList<double> Steady => _steady;

    /// <summary>Gets the largest sum where frames overlap on both sides.</summary>
    public double Largest => _steady.Max();

    /// <summary>Gets the smallest sum where frames overlap on both sides.</summary>
    public double Smallest => _steady.Min();

    /// <summary>Returns the sum at a sample that is counted from the start of the first of <paramref name="frames"/> frames.</summary>
    public double At(long sample, int frames)
    {
        if (IsSteady(sample, frames))
            return _steady[sample % _hop];

        var sum = 0.0;
        for (var frame = Math.Min(sample / _hop, frames - 1); frame >= 0 && sample - (frame * _hop) < _squares.Length; frame--)
            sum += _squares[sample - (frame * _hop)];
        return sum;
    }

    /// <summary>Returns whether as many frames reach a sample as overlap on both sides.</summary>
    public bool IsSteady(long sample, int frames) => sample >= _squares.Length - 1 && sample < (long)_hop * frames;
}
