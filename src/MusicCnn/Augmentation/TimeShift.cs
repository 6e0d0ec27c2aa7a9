using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Represents a shift in time by whole samples or frames, uniform over −max … max; positive is later.</summary>
/// <remarks><para>Shape: waveforms or images to the same. A circular shift turns an example without its padding.</para></remarks>
public sealed class TimeShift : ExampleAugmentation
{
    /// <summary>Initializes a new instance of the <see cref="TimeShift"/> class.</summary>
    /// <param name="options">The settings.</param>
    public TimeShift(TimeShiftOptions options)
        : base(nameof(TimeShift), options)
    {
        Options = options;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public TimeShiftOptions Options { get; }

    /// <summary>Returns the layer with its range.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() => $"TimeShift(-{Options.MaxShift} to {Options.MaxShift} samples or frames, {Options.Edge})";

    /// <inheritdoc/>
    protected override Tensor Augment(Tensor example, ItemRandom random)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(random);
        var shift = random.Below((2 * Options.MaxShift) + 1) - Options.MaxShift;
        if (Options.Edge == ShiftEdge.Circular)
            return AxisShift.Circular(example, shift, -1);
        var fill = tensor(Options.FillValue, dtype: example.dtype, device: example.device);
        return AxisShift.Filled(example, shift, -1, fill);
    }
}
