using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of an <see cref="Stft"/> and of its <see cref="InverseStft"/>.</summary>
public sealed record StftOptions : SpectrumOptions
{
    /// <summary>Gets what is kept of the complex spectrum.</summary>
    /// <value>The default value is <see cref="SpectrumKind.Complex"/>.</value>
    public SpectrumKind Output { get; init => field = Require.Defined(value); } = SpectrumKind.Complex;

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
