using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents a change of loudness: each example times a gain, uniform in decibels.</summary>
/// <remarks>
/// <para>Shape: waveforms or images to the same. Units: amplitude, or power where <see cref="RandomGainOptions.OfPower"/> says so. It means nothing on a
/// logarithmic image; change the waveform there.</para>
/// <para>Formula: y = x·10^(g/20), for power x·10^(g/10). Samples above 1 are not clipped.</para>
/// </remarks>
public sealed class RandomGain : ExampleAugmentation
{
    /// <summary>Initializes a new instance of the <see cref="RandomGain"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The limits are in the wrong order.</exception>
    public RandomGain(RandomGainOptions? options = null)
        : base(nameof(RandomGain), options ??= new RandomGainOptions())
    {
        options.Validate(nameof(options));
        Options = options;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public RandomGainOptions Options { get; }

    /// <summary>Returns the layer with its range.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() => FormattableString.Invariant($"RandomGain({Options.MinGain} to {Options.MaxGain} dB)");

    /// <inheritdoc/>
    protected override Tensor Augment(Tensor example, ItemRandom random)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(random);
        return example.mul(Math.Pow(10, random.Between(Options.MinGain, Options.MaxGain) / (Options.OfPower ? 10 : 20)));
    }
}
