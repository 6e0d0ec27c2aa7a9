using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of an <see cref="Mfcc"/>.</summary>
/// <remarks>The presets are data; change one with <c>with</c>, such as <c>Librosa with { Coefficients = 13 }</c>.</remarks>
public sealed record MfccOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>feature.mfcc</c>: 20 coefficients of its mel spectrogram in decibels, 80 below the largest value.</summary>
    /// <remarks>Differences: librosa takes the largest value over the whole array, so that an example depends on its batch; here it is that of the example. Verified
    /// against: librosa's values of a probe signal and the definition in double precision, 5e-5 without a lifter and 2.5e-4 with one of 22.</remarks>
    public static MfccOptions Librosa { get; } = new()
    {
        Mel = MelSpectrogramOptions.Librosa with { Compression = new Decibels { TopDecibels = 80 } },
    };

    /// <summary>Gets the defaults of torchaudio's <c>MFCC</c>: 40 coefficients of its mel spectrogram in decibels, 80 below the largest value.</summary>
    /// <remarks>Differences: torchaudio takes the largest value of a batch of mono signals together, here it is that of the example; its mel bank is rounded
    /// (<see cref="MelSpectrogramOptions.Torchaudio"/>). Verified against: torchaudio 0.13.1's values of a probe signal, relative error below 2e-6.</remarks>
    public static MfccOptions Torchaudio { get; } = new()
    {
        Mel = MelSpectrogramOptions.Torchaudio with { Compression = new Decibels { TopDecibels = 80 } },
        Coefficients = 40,
    };

    /// <summary>Gets torchaudio's <c>MFCC(log_mels=True)</c>: 40 coefficients of ln(mel + 1e-6).</summary>
    /// <remarks>Verified against: torchaudio 0.13.1's values of a probe signal, relative error below 2e-6.</remarks>
    public static MfccOptions TorchaudioLog { get; } = Torchaudio with { Mel = MelSpectrogramOptions.Torchaudio with { Compression = new NaturalLog() } };

    /// <summary>Gets the defaults of nnAudio 0.3.3's <c>MFCC</c>: librosa's, with the signal reflected at its ends and the largest value of each example.</summary>
    public static MfccOptions NnAudio { get; } = new() { Mel = Librosa.Mel with { EdgePadding = EdgePadding.Reflect } };

    /// <summary>Gets the mel spectrogram whose cepstrum it is. Its compression is the logarithm: <see cref="Decibels"/>, <see cref="NaturalLog"/>, or another.</summary>
    public required MelSpectrogramOptions Mel { get; init => field = Require.NotNull(value); }

    /// <summary>Gets the number of coefficients, from the lowest on; at most the number of mel bands (torchaudio and librosa: <c>n_mfcc</c>).</summary>
    /// <value>The default value is 20.</value>
    public int Coefficients { get; init => field = Require.Positive(value, "coefficients"); } = 20;

    /// <summary>Gets the length L of the lifter, above 0, or <see langword="null"/> for none (librosa: <c>lifter</c>; speech recognition often takes 22).</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? Lifter { get; init => field = value is { } length ? Require.Positive(length, "coefficients") : null; }

    /// <summary>Gets how the lifter weighs the coefficients.</summary>
    /// <value>The default value is <see cref="FrontEnds.LifterRule.Librosa"/>.</value>
    public LifterRule LifterRule { get; init => field = Require.Defined(value); }

    /// <summary>Gets the slopes over time that are put beside the coefficients, or <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public StackedDeltasOptions? Deltas { get; init; }

    /// <summary>Throws if two settings contradict each other.</summary>
    internal void Validate(string name)
    {
        if (Coefficients > Mel.MelBands)
            throw new ArgumentException($"Coefficients must not exceed Mel.MelBands ({Mel.MelBands} bands), but was {Coefficients}. Take fewer coefficients or more bands.", name);
        if (Mel.Compression == Compression.None && Mel.Pcen is null)
        {
            throw new ArgumentException(
                "A cepstrum is that of a logarithm, but Mel.Compression was None. Set it to new Decibels { TopDecibels = 80 } or new NaturalLog(), as the presets do.", name);
        }
    }
}
