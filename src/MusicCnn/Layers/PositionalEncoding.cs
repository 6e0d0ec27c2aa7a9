using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Represents the addition of sines and cosines that say when a frame occurs, to features that are pooled without an order.</summary>
/// <remarks>
/// <para>Shape: features <c>[N, K, T]</c> to the same shape, for any T. No weights.</para>
/// <para>Even channels get sines and odd ones cosines of an angle that grows with t, in frames from the first one: t / 10000^(2i/K) in channels 2i and 2i + 1, or
/// t / 10000^(2k/K) in channel k, as <see cref="Rates"/> says.</para>
/// <para>Source: Vaswani and others, "Attention is all you need", NeurIPS 2017 (section 3.5), and the musicnn-training repository, whose channels each have a rate of their own.
/// Verified against: the formulas in double precision.</para>
/// </remarks>
public sealed class PositionalEncoding : nn.Module<Tensor, Tensor>
{
    private const double LongestPeriod = 10_000;

    /// <summary>Initializes a new instance of the <see cref="PositionalEncoding"/> class.</summary>
    /// <param name="rates">How fast the angle of each channel grows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rates"/> is none of its names.</exception>
    public PositionalEncoding(PositionRates rates = PositionRates.Pairs)
        : base(nameof(PositionalEncoding))
    {
        Rates = Require.Defined(rates, nameof(rates));
        RegisterComponents();
    }

    /// <summary>Gets how fast the angle of each channel grows.</summary>
    /// <value>The default value is <see cref="PositionRates.Pairs"/>.</value>
    public PositionRates Rates { get; }

    /// <summary>Adds the positions to features.</summary>
    /// <param name="features">The features, <c>[N, K, T]</c>.</param>
    /// <returns>The sum, <c>[N, K, T]</c>.</returns>
    /// <exception cref="ArgumentException">The features have another rank, or an empty axis.</exception>
    public override Tensor forward(Tensor features)
    {
        ShapeGuard.Matches(features, "features [batch, channel, time]", [-1, -1, -1], nameof(features));
        using var scope = NewDisposeScope();
        var (channels, frames) = (features.shape[1], features.shape[2]);
        var positions = new double[channels * frames];
        for (var k = 0; k < channels; k++)
        {
            // Cosines are sines a quarter of a period later.
            var exponent = (Rates == PositionRates.Pairs ? k - k % 2 : 2 * k) / (double)channels;
            var (rate, phase) = (Math.Pow(LongestPeriod, -exponent), k % 2 * Math.PI / 2);
            for (var t = 0; t < frames; t++)
                positions[k * frames + t] = Math.Sin(t * rate + phase);
        }

        return (features + tensor(positions, [channels, frames], dtype: features.dtype, device: features.device)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the name with what is added.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() => Rates == PositionRates.Pairs
        ? $"{nameof(PositionalEncoding)}(sines and cosines of periods up to 2π·10000 frames)"
        : $"{nameof(PositionalEncoding)}(sines and cosines of periods up to 2π·10000² frames)";
}
