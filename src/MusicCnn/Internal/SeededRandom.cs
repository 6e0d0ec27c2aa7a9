namespace MusicCnn.Internal;

/// <summary>Represents a small random generator whose draws are the same on every machine and in every version of .NET.</summary>
/// <remarks>
/// <para>Draws derive from (seed, item, ...): each item starts a sequence of its own, so items can be made in any order
/// and on any number of threads. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).</para>
/// </remarks>
internal sealed class SeededRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Initializes a new instance of the <see cref="SeededRandom"/> class.</summary>
    /// <param name="seed">The seed that the caller gives.</param>
    /// <param name="item">What the draws are for, from the outside in: class, clip, part.</param>
    public SeededRandom(int seed, params ReadOnlySpan<int> item)
    {
        _state = Mix((uint)seed + GoldenGamma);
        foreach (var part in item)
            _state = Mix(_state ^ ((uint)part * GoldenGamma + 1));
    }

    /// <summary>Returns a number, uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns a number, uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>Returns a number whose logarithm is uniform, the natural draw for frequencies and durations.</summary>
    public double BetweenLog(double low, double high) => low * Math.Pow(high / low, Unit());

    /// <summary>Returns an integer, uniform in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>Returns one of the choices.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Returns a gain, uniform in decibels between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public double Gain(double low, double high) => Math.Pow(10, Between(low, high) / 20);

    private ulong Next()
    {
        _state += GoldenGamma;
        return Mix(_state);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
