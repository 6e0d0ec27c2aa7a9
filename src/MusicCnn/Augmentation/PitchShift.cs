using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents a transposition by whole bins on a logarithmic frequency axis, uniform over −max … max; positive is up.</summary>
/// <remarks>
/// <para>Shape: images <c>[N, C, F, T]</c> to the same.</para>
/// <para>On a logarithmic axis a transposition is a shift of all partials by the same number of bins, as in constant-Q images. On pitch classes, whose axis
/// is one octave that closes on itself, it is a rotation. On a linear or a mel axis it is neither, which is why front-ends with those are refused.</para>
/// </remarks>
public sealed class PitchShift : ExampleAugmentation
{
    private readonly int _bins;
    private readonly bool _circular;

    /// <summary>Initializes a new instance of the <see cref="PitchShift"/> class.</summary>
    /// <param name="frontEnd">The front-end that the images come from; its axis must be logarithmic, or that of pitch classes.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The axis is neither, or the front-end has fewer bins than the largest shift.</exception>
    public PitchShift(IFrontEnd frontEnd, PitchShiftOptions options)
        : base(nameof(PitchShift), options)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        if (frontEnd.Scale is not (FrequencyScale.Logarithmic or FrequencyScale.PitchClass))
        {
            throw new ArgumentException(
                $"A transposition is a shift by whole bins on a logarithmic axis only, but {frontEnd.GetType().Name} has {(frontEnd.Scale == FrequencyScale.None ? "no" : $"a {frontEnd.Scale.ToString().ToLowerInvariant()}")} axis. "
                + "Take a constant-Q front-end, or pitch classes.",
                nameof(frontEnd));
        }

        if (options.MaxShift >= frontEnd.Bins)
            throw new ArgumentException($"MaxShift must be below the {frontEnd.Bins} bins of the front-end, but was {options.MaxShift} bins.", nameof(options));
        Options = options;
        _bins = frontEnd.Bins;
        _circular = frontEnd.Scale == FrequencyScale.PitchClass;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public PitchShiftOptions Options { get; }

    /// <summary>Returns the layer with its range.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() => $"PitchShift(-{Options.MaxShift} to {Options.MaxShift} of {_bins} bins)";

    /// <inheritdoc/>
    protected override void RequireKind(IReadOnlyList<long> shape) => RequireImages(shape, _bins);

    /// <inheritdoc/>
    protected override Tensor Augment(Tensor example, ItemRandom random)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(random);
        var shift = random.Below((2 * Options.MaxShift) + 1) - Options.MaxShift;
        if (_circular)
            return AxisShift.Circular(example, shift, -2);
        var fill = Options.FillValue is { } value ? tensor(value, dtype: example.dtype, device: example.device) : example.min();
        return AxisShift.Filled(example, shift, -2, fill);
    }
}
