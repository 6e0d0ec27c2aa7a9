using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of an <see cref="Stft"/> and of its <see cref="InverseStft"/>.</summary>
public sealed record StftOptions : SpectrumOptions
{
    /// <summary>Gets what is kept of the complex spectrum.</summary>
    /// <value>The default value is <see cref="SpectrumKind.Complex"/>.</value>
    public SpectrumKind Output { get; init => field = Require.Defined(value); } = SpectrumKind.Complex;

    /// <summary>Gets a value indicating whether the transform is learned: the windowed cosines and sines are the parameter <c>kernels</c>, [2, F, N], and spectra
    /// are products with them. It gives the numbers of the FFT until it is trained, takes F·N multiplications for each part of a frame where the
    /// FFT takes N log N, and needs no complex numbers for magnitude and power, which suits devices and formats without them.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Trainable { get; init; }

    /// <inheritdoc/>
    internal override void Validate(string name)
    {
        base.Validate(name);
        if (Output is SpectrumKind.Complex or SpectrumKind.Phase && Compression != Compression.None)
        {
            throw new ArgumentException(
                $"A compression needs Magnitude or Power, but Output was {Output}. Change Output, or leave Compression at None.", name);
        }
    }
}
