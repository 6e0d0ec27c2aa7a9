using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents an image together with its slopes over time: static, delta, delta of delta.</summary>
/// <remarks>
/// <para>Shape: <c>[C, F, T]</c> or <c>[N, C, F, T]</c> to <c>[N, (1 + orders)·C, F, T]</c> with <see cref="DeltaAxis.Channels"/>, <c>[N, C, (1 + orders)·F, T]</c> with
/// <see cref="DeltaAxis.Rows"/>; N is left out where the image has none.</para>
/// <para>Source: Furui, "Speaker-independent isolated word recognition using dynamic features of speech spectrum", 1986; see <see cref="Deltas"/>.</para>
/// </remarks>
public sealed class StackedDeltas : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "deltas")]
    private readonly ModuleList<Deltas> _deltas;

    /// <summary>Initializes a new instance of the <see cref="StackedDeltas"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other.</exception>
    public StackedDeltas(StackedDeltasOptions options)
        : base(nameof(StackedDeltas))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Deltas.Validate(nameof(options));
        Options = options;
        _deltas = nn.ModuleList(Enumerable.Range(1, options.Deltas.Order).Select(order => new Deltas(options.Deltas with { Order = order })).ToArray());
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public StackedDeltasOptions Options { get; }

    /// <summary>Gets by how many times the stack has more channels or rows than the image.</summary>
    public int Copies => 1 + Options.Deltas.Order;

    /// <summary>Returns an image with its slopes.</summary>
    /// <param name="image">The image, <c>[C, F, T]</c> or <c>[N, C, F, T]</c>, floating point.</param>
    /// <returns>The stack.</returns>
    /// <exception cref="ArgumentException">The image has another rank, is not of floating point, or has fewer frames than interpolated ends need.</exception>
    public override Tensor forward(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.dim() is not (3 or 4))
            throw new ArgumentException($"Expected [channel, frequency, time] or [batch, channel, frequency, time], but got {ShapeGuard.Print(image.shape)}.", nameof(image));

        using var scope = NewDisposeScope();
        var parts = new List<Tensor> { image };
        foreach (var deltas in _deltas)
            parts.Add(deltas.call(image));
        return cat(parts, image.dim() - (Options.Axis == DeltaAxis.Channels ? 3 : 2)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the module's name and settings.</summary>
    /// <returns>The module as text.</returns>
    public override string ToString() => $"StackedDeltas(orders 1-{Options.Deltas.Order} of {Options.Deltas.Width} frames, as {Options.Axis})";
}
