using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Checks images of magnitude or power at the entrance of what takes no others.</summary>
internal static class ImageGuard
{
    /// <summary>Throws unless an image is float32 or float64, finite and not below 0.</summary>
    /// <param name="image">The image, of at least one value.</param>
    /// <param name="what">The image in words, at the beginning of a sentence.</param>
    /// <param name="remedy">What to do about values below 0, as a sentence.</param>
    /// <param name="name">The parameter's name.</param>
    public static void RequireMagnitudes(Tensor image, string what, string remedy, string name)
    {
        if (image.dtype is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"{what} must be Float32 or Float64, but was {image.dtype}.", name);
        using var scope = NewDisposeScope();
        var values = image.detach();
        WaveformGuard.RequireFinite(values.reshape(-1, values.shape[^1]), "image", name);
        var least = values.min().to(ScalarType.Float64).item<double>();
        if (least < 0)
            throw new ArgumentException(FormattableString.Invariant($"{what} must not be below 0, but its least value is {least}. {remedy}"), name);
    }
}
