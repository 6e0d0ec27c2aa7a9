using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings that all chroma images of a constant-Q transform share.</summary>
public abstract record FoldedConstantQOptions
{
    /// <summary>Gets the constant-Q transform whose octaves are added: magnitude or power, compressed bin by bin before that where it has a
    /// <see cref="AtomOptions.Compression"/>. Music that is not tuned to A4 = 440 Hz asks for another <see cref="AtomOptions.MinFrequency"/>.</summary>
    public required ConstantQOptions ConstantQ { get; init => field = Require.NotNull(value); }

    /// <summary>Gets the number of pitch classes C in an octave (librosa: <c>n_chroma</c>), of which <see cref="AtomOptions.BinsPerOctave"/> must be a
    /// multiple.</summary>
    /// <value>The default value is 12.</value>
    public int Classes { get; init => field = Require.Positive(value, "pitch classes"); } = 12;

    /// <summary>Gets the pitch class of bin 0.</summary>
    /// <value>The default value is <see cref="PitchClassBase.C"/>.</value>
    public PitchClassBase Base { get; init => field = Require.Defined(value); } = PitchClassBase.C;

    /// <summary>Gets the smallest norm that is told apart, in the unit of the sums: a frame is divided by at least this, so that silence stays silent and
    /// what is softer fades out.</summary>
    /// <value>The default value is 1e-10.</value>
    public double NormalizationFloor { get; init => field = Require.Within(value, FrameNorm.SmallestFloor, double.MaxValue, "(norm)"); } = 1e-10;

    /// <summary>Gets about how many constants the settings lead to.</summary>
    internal long ValueCount => ConstantQ.ValueCount + ((long)Classes * ConstantQ.Bins);

    /// <summary>Gets the norm by which frames are divided.</summary>
    internal abstract PitchClassNormalization ActualNormalization { get; }

    /// <summary>Returns settings that do not contradict each other.</summary>
    /// <exception cref="ArgumentException">They do.</exception>
    internal static T Valid<T>(T options)
        where T : FoldedConstantQOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        return options;
    }

    /// <summary>Throws if two settings contradict each other.</summary>
    /// <param name="name">The name of the parameter that holds the settings.</param>
    internal virtual void Validate(string name)
    {
        ConstantQ.Validate(name);
        if (ConstantQ.Output is not (SpectrumKind.Magnitude or SpectrumKind.Power))
            throw new ArgumentException($"Octaves are added of Magnitude or Power, but Output of ConstantQ was {ConstantQ.Output}.", name);
        if (ConstantQ.BinsPerOctave % Classes != 0)
        {
            throw new ArgumentException(
                $"BinsPerOctave of ConstantQ must be a multiple of Classes ({Classes}), so that each bin belongs to one pitch class, but was {ConstantQ.BinsPerOctave}.", name);
        }

        FrameNorm.Check(ConstantQ.Compression, ActualNormalization, name);
    }
}
