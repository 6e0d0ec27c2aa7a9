using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a compression of an image's values, so that soft sounds count beside loud ones; immutable data.</summary>
/// <remarks>
/// <para>Shape: any shape to the same shape. Units: magnitude or power in, not negative.</para>
/// <para>Every gradient is finite at silence; each compression states its floor.</para>
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
        return Compress(image).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the compressed image; temporaries are disposed by the caller.</summary>
    /// <param name="image">The image.</param>
    /// <returns>A new tensor of the same shape, never <paramref name="image"/> itself.</returns>
    protected abstract Tensor Compress(Tensor image);
}
