using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Checks waveforms at the entrance of front-ends and brings them to one layout.</summary>
internal static class WaveformGuard
{
    /// <summary>Returns a waveform [S], [N, S] or [N, C, S] as a view [M, S], M signals.</summary>
    /// <param name="waveform">The waveform.</param>
    /// <param name="type">The module's element type.</param>
    /// <param name="leading">The image's axes before frequency: [1], [N, 1] or [N, C].</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values are wrong.</exception>
    public static Tensor Flatten(Tensor waveform, ScalarType type, out long[] leading, string name)
    {
        ArgumentNullException.ThrowIfNull(waveform, name);
        var shape = waveform.shape;
        if (shape.Length is < 1 or > 3 || shape.Contains(0))
        {
            throw new ArgumentException(
                $"Expected a waveform [samples], [batch, samples] or [batch, channel, samples] of at least one sample, but got {ShapeGuard.Print(shape)}.",
                name);
        }

        if (waveform.dtype != type)
        {
            throw new ArgumentException(
                $"The waveform must be {type} like the module, but was {waveform.dtype}. Convert one of them with .to(ScalarType.{type}) or .to(ScalarType.{waveform.dtype}).",
                name);
        }

        leading = shape.Length switch { 1 => [1], 2 => [shape[0], 1], _ => [shape[0], shape[1]] };
        var signals = waveform.reshape(leading.Aggregate(1L, (product, size) => product * size), shape[^1]);
        RequireFinite(signals, "waveform", name);
        return signals;
    }

    /// <summary>Returns the complex type whose parts have a real type.</summary>
    public static ScalarType ComplexOf(ScalarType type) =>
        type == ScalarType.Float64 ? ScalarType.ComplexFloat64 : ScalarType.ComplexFloat32;

    /// <summary>Throws if a real tensor [M, S] contains NaN or an infinity.</summary>
    /// <remarks>One sum finds out: only a sum that is not finite (or overflows) is looked at closely.</remarks>
    public static void RequireFinite(Tensor values, string what, string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (double.IsFinite(values.sum().to(ScalarType.Float64).item<double>()))
            return;

        var flat = values.to(ScalarType.Float64).cpu().reshape(-1).data<double>().ToArray();
        var index = Array.FindIndex(flat, value => !double.IsFinite(value));
        if (index < 0)
            return;

        var columns = values.shape[^1];
        throw new ArgumentException(
            FormattableString.Invariant($"The {what} must be finite, but element {index % columns} of row {index / columns} is {flat[index]}. ")
            + "Find out where it comes from, or replace it with 0 if silence is meant.",
            name);
    }
}
