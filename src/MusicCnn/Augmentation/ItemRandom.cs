using System.Text;
using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the random draws for one item in one epoch: the same whatever batch it is in, in whatever order, on whatever device.</summary>
/// <remarks>
/// <para>The draws are a function of (seed, stream, epoch, item, number of the draw) and of nothing else. For one seed and stream, no two
/// items and no two epochs share a block of words, by construction: the generator maps counters one to one.</para>
/// <para>Source: Philox4x32-10 (Salmon and others, SC 2011). Counter: item (64 bits), epoch, number of the block; key: seed, CRC-32 of the stream's name.</para>
/// </remarks>
public sealed class ItemRandom
{
    private readonly (uint Seed, uint Stream) _key;
    private readonly (uint Low, uint High) _item;
    private readonly uint _epoch;
    private (uint A, uint B, uint C, uint D) _words;
    private uint _block;
    private bool _half;
    private double? _normal;

    /// <summary>Initializes a new instance of the <see cref="ItemRandom"/> class.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">What the draws are for: two names give independent draws.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="item">The item.</param>
    public ItemRandom(int seed, string stream, int epoch, long item)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _key = ((uint)seed, Crc32.Of(Encoding.UTF8.GetBytes(stream)));
        _item = ((uint)item, (uint)(item >> 32));
        _epoch = (uint)epoch;
    }

    /// <summary>Returns a number, uniform in [0, 1), of 53 bits.</summary>
    /// <returns>The number.</returns>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns a number, uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="low">The lower limit.</param>
    /// <param name="high">The upper limit.</param>
    /// <returns>The number; the limit itself where both are equal.</returns>
    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>Returns an integer, uniform in [0, <paramref name="count"/>).</summary>
    /// <param name="count">The number of choices, above 0.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not above 0.</exception>
    public int Below(int count) => (int)(Unit() * Require.Positive(count, "choices", nameof(count)));

    /// <summary>Returns a number, normally distributed with mean 0 and deviation 1.</summary>
    /// <returns>The number.</returns>
    /// <remarks>Source: Box and Muller, "A note on the generation of random normal deviates", 1958.</remarks>
    public double Normal()
    {
        if (_normal is { } kept)
        {
            _normal = null;
            return kept;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * Unit());
        _normal = radius * sine;
        return radius * cosine;
    }

    /// <summary>Returns 64 random bits, half a block.</summary>
    internal ulong Bits()
    {
        _half = !_half;
        if (!_half)
            return ((ulong)_words.C << 32) | _words.D;
        _words = Philox.Block((_item.Low, _item.High, _epoch, _block), _key);
        _block = checked(_block + 1);
        return ((ulong)_words.A << 32) | _words.B;
    }
}
