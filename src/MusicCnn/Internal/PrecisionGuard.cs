using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Checks that input has the type of the weights that it meets, which libtorch refuses in words that do not say whose type is meant.</summary>
internal static class PrecisionGuard
{
    /// <summary>Throws unless <paramref name="input"/> has the type of <paramref name="weight"/>.</summary>
    /// <param name="input">The input, such as an image.</param>
    /// <param name="weight">A weight that it is multiplied with, or <see langword="null"/> where there is none.</param>
    /// <param name="name">The parameter's name.</param>
    public static void Matches(Tensor input, Tensor? weight, string name)
    {
        if (weight is null || input.dtype == weight.dtype)
            return;
        throw new ArgumentException(
            $"The weights are {weight.dtype}, but the input is {input.dtype}. Convert the input with .to(ScalarType.{weight.dtype}), or the weights with "
            + $".to(ScalarType.{input.dtype}) where both are to be computed so.", name);
    }
}
