using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings that all front-ends share which sum a short-time spectrum over filters.</summary>
public abstract record FilterBankOptions : SpectrumOptions
{
    /// <summary>Gets what the filters sum: <see cref="SpectrumKind.Power"/> or <see cref="SpectrumKind.Magnitude"/> (torchaudio, librosa and
    /// nnAudio: <c>power</c> 2 or 1).</summary>
    /// <value>The default value is <see cref="SpectrumKind.Power"/>.</value>
    public SpectrumKind Spectrum { get; init => field = Require.Defined(value); } = SpectrumKind.Power;

    /// <summary>Gets a value indicating whether the transform in front of the filters is learned too: the parameter <c>kernels</c>, as in
    /// <see cref="StftOptions.Trainable"/>.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool TrainableStft { get; init; }

    /// <summary>Gets the number of values of the learned transform.</summary>
    internal long KernelValues => TrainableStft ? 2L * FftBins * FftSize : 0;

    /// <summary>Gets the number of bins of the spectrum that is summed.</summary>
    internal int FftBins => (FftSize / 2) + 1;

    /// <summary>Returns settings that do not contradict each other.</summary>
    /// <exception cref="ArgumentException">They do.</exception>
    internal static T Valid<T>(T options)
        where T : FilterBankOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        return options;
    }

    /// <inheritdoc/>
    internal override void Validate(string name)
    {
        base.Validate(name);
        if (Spectrum is not (SpectrumKind.Power or SpectrumKind.Magnitude))
            throw new ArgumentException($"Spectrum must be Power or Magnitude, which filters can sum, but was {Spectrum}.", name);
    }
}
