using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents SpecAugment: whole bins and whole frames of an image are blotted out.</summary>
/// <remarks>
/// <para>Shape: images <c>[N, C, F, T]</c> to the same. The channels of an example share its masks, as they show the same sound.</para>
/// <para>A mask's limit is at most the size of the axis; on the time axis that is the example's length without padding. Each example has masks of its
/// own, and padding is never masked.</para>
/// <para>Source: Park, Chan, Zhang, Chiu, Zoph, Cubuk, Le, "SpecAugment: a simple data augmentation method for automatic speech
/// recognition", Interspeech 2019; torchaudio's <c>FrequencyMasking</c> and <c>TimeMasking</c> by <see cref="MaskRule.Torchaudio"/>. Differences:
/// no time warping. Verified against: the distributions of widths and starts, by a chi-square test.</para>
/// </remarks>
public sealed class SpecAugment : ExampleAugmentation
{
    /// <summary>Initializes a new instance of the <see cref="SpecAugment"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> for <see cref="SpecAugmentOptions.LibriSpeechBasic"/>.</param>
    public SpecAugment(SpecAugmentOptions? options = null)
        : base(nameof(SpecAugment), options ??= SpecAugmentOptions.LibriSpeechBasic)
    {
        Options = options;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public SpecAugmentOptions Options { get; }

    /// <summary>Returns the layer with its masks.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"SpecAugment({Options.FrequencyMasks} of 0-{Options.FrequencyWidth} bins, {Options.TimeMasks} of 0-{Options.TimeWidth} frames)");

    /// <inheritdoc/>
    protected override void RequireKind(IReadOnlyList<long> shape) => RequireImages(shape);

    /// <inheritdoc/>
    protected override Tensor Augment(Tensor example, ItemRandom random)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(random);
        var (bins, frames) = ((int)example.shape[1], (int)example.shape[2]);
        var widest = Options.TimeShare < 1 ? Math.Min(Options.TimeWidth, (int)(Options.TimeShare * frames)) : Options.TimeWidth;
        var keptBins = Kept(bins, Options.FrequencyMasks, Options.FrequencyWidth, random);
        var keptFrames = Kept(frames, Options.TimeMasks, widest, random);

        var kept = tensor(keptBins, [1, bins, 1], device: example.device).bitwise_and(tensor(keptFrames, [1, 1, frames], device: example.device));
        var fill = Options.Fill == MaskFill.Mean
            ? example.mean()
            : tensor(Options.FillValue, dtype: example.dtype, device: example.device);
        return where(kept, example, fill);
    }

    /// <summary>Draws masks on an axis.</summary>
    private bool[] Kept(int size, int masks, int limit, ItemRandom random)
    {
        var kept = new bool[size];
        Array.Fill(kept, true);
        for (var mask = 0; mask < masks; mask++)
        {
            var (start, width) = Mask(size, Math.Min(limit, size), random);
            kept.AsSpan(start, width).Clear();
        }

        return kept;
    }

    private (int Start, int Width) Mask(int size, int limit, ItemRandom random)
    {
        if (Options.Rule == MaskRule.Paper)
        {
            var width = random.Below(limit + 1);
            return (random.Below(Math.Max(1, size - width)), width);
        }

        var value = limit * random.Unit();
        return ((int)((size - value) * random.Unit()), (int)value);
    }
}
