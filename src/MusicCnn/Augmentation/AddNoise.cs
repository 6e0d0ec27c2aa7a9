using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents noise at a ratio of signal to noise that is uniform in decibels.</summary>
/// <remarks>
/// <para>Shape: waveforms <c>[N, S]</c> or <c>[N, C, S]</c> to the same; the noise of each channel is its own.</para>
/// <para>The ratio is that of mean squares over all channels and samples of the example that are not padding, measured on the very noise that is added,
/// so it is met exactly. To silence nothing is added: no noise has a ratio to it.</para>
/// <para>The noise counts as a constant: the gradient is 1.</para>
/// <para>Formula: y = x + n·√(P_x / (P_n·10^(r/10))). Colored noise has a spectrum of normal numbers times k^(−1/2) (pink) or 1/k (brown) in bin k of
/// the example's length, and nothing at 0 Hz. Verified against: measured ratios, and slopes over octaves.</para>
/// </remarks>
public sealed class AddNoise : ExampleAugmentation
{
    /// <summary>Initializes a new instance of the <see cref="AddNoise"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The limits are in the wrong order.</exception>
    public AddNoise(AddNoiseOptions? options = null)
        : base(nameof(AddNoise), options ??= new AddNoiseOptions())
    {
        options.Validate(nameof(options));
        Options = options;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public AddNoiseOptions Options { get; }

    /// <summary>Returns the layer with its range.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"AddNoise({Options.Color}, {Options.MinSignalToNoise} to {Options.MaxSignalToNoise} dB)");

    /// <inheritdoc/>
    protected override void RequireKind(IReadOnlyList<long> shape) => RequireWaveforms(shape);

    /// <inheritdoc/>
    protected override Tensor Augment(Tensor example, ItemRandom random)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(random);
        return Noise(example, random) is { } noise ? example.add(noise) : example;
    }

    private static double Power(Tensor values) => values.square().mean().item<double>();

    /// <summary>Returns what is added to an example, or null where no noise has the ratio: to silence, or of no power.</summary>
    private Tensor? Noise(Tensor example, ItemRandom random)
    {
        using var noGradient = no_grad();
        var ratio = Math.Pow(10, random.Between(Options.MinSignalToNoise, Options.MaxSignalToNoise) / 10);
        var signal = Power(example.detach().cpu().to(ScalarType.Float64));
        if (signal == 0)
            return null;

        var samples = example.shape[^1];
        var channels = new Tensor[example.numel() / samples];
        for (var channel = 0; channel < channels.Length; channel++)
            channels[channel] = Channel((int)samples, random);
        var noise = stack(channels).reshape(example.shape);

        // A single sample of colored noise is nothing but its mean, which is 0.
        var power = Power(noise);
        return power == 0 ? null : noise.mul(Math.Sqrt(signal / (power * ratio))).to(example.dtype, example.device);
    }

    /// <summary>Returns noise of any power, float64 on the CPU.</summary>
    private Tensor Channel(int samples, ItemRandom random)
    {
        if (Options.Color == NoiseColor.White)
        {
            var white = new double[samples];
            for (var n = 0; n < white.Length; n++)
                white[n] = random.Normal();
            return tensor(white, device: CPU);
        }

        var exponent = Options.Color == NoiseColor.Pink ? -0.5 : -1;
        var spectrum = new double[2 * ((samples / 2) + 1)];
        for (var k = 1; k < spectrum.Length / 2; k++)
        {
            var magnitude = Math.Pow(k, exponent);
            spectrum[2 * k] = magnitude * random.Normal();
            spectrum[(2 * k) + 1] = magnitude * random.Normal();
        }

        return fft.irfft(ComplexPairs.ToTensor(spectrum, [spectrum.Length / 2], ScalarType.Float64, CPU), samples);
    }
}
