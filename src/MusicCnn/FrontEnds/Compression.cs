using System.Text.Json.Serialization;
using MusicCnn.FrontEnds.Kernels;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a compression of an image's values, so that soft sounds count beside loud ones; immutable data.</summary>
/// <remarks>
/// <para>Shape: any shape to the same shape. Units: magnitude or power in, not negative.</para>
/// <para>Every gradient is finite at silence; each compression states its floor.</para>
/// <para>In float32 on the CPU, where no gradient is wanted, a pointwise compression of the library is computed in double precision and rounded
/// once; a value then has the same bits wherever in an image it stands.</para>
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoCompression), "none")]
[JsonDerivedType(typeof(LogOnePlus), "logOnePlus")]
[JsonDerivedType(typeof(NaturalLog), "naturalLog")]
[JsonDerivedType(typeof(Decibels), "decibels")]
[JsonDerivedType(typeof(PowerLaw), "powerLaw")]
public abstract record Compression
{
    /// <summary>Gets the compression that leaves values as they are.</summary>
    public static Compression None { get; } = new NoCompression();

    /// <summary>Returns the compressed image.</summary>
    /// <param name="image">The image, such as <c>[N, C, F, T]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public Tensor Apply(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var scope = NewDisposeScope();
        var result = Curve is { } curve && FusedFrames.CanRead(image) ? PointwiseKernel.Apply(image, curve) : Compress(image);
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Gets a value indicating whether each value depends on its own input alone, so that a signal may come in pieces.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    protected virtual bool IsPointwise => false;

    /// <summary>Gets a pointwise compression for vectors of values, or <see langword="null"/> where only <see cref="Compress"/> computes it.</summary>
    internal virtual VectorCurve? Curve => null;

    /// <summary>Gets what looks at the whole signal, and what to do instead.</summary>
    private protected virtual (string Operation, string Remedy) WholeSignal =>
        ($"{GetType().Name}, which does not say that it is pointwise", "Override IsPointwise if each value depends on its own input alone");

    /// <summary>Throws where the compression needs the whole signal at once.</summary>
    internal void RequirePointwise()
    {
        if (IsPointwise)
            return;
        var (operation, remedy) = WholeSignal;
        throw new InvalidOperationException(
            $"A stream cannot compress with {operation}: it needs the whole signal, of which a stream knows only what has been pushed. "
            + $"{remedy}, or call the front-end with the whole signal.");
    }

    /// <summary>Computes the compressed image; temporaries are disposed by the caller.</summary>
    /// <param name="image">The image.</param>
    /// <returns>A new tensor of the same shape, never <paramref name="image"/> itself.</returns>
    protected abstract Tensor Compress(Tensor image);
}
