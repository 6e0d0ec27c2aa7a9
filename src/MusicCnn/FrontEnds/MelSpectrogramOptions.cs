using MusicCnn.Internal;
using MusicCnn.Signals.Windows;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="MelSpectrogram"/>.</summary>
/// <remarks>The presets are data; change one with <c>with</c>, such as <c>Librosa with { SampleRate = 44_100 }</c>.</remarks>
public sealed record MelSpectrogramOptions : FilterBankOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>feature.melspectrogram</c>: 22,050 Hz, 128 bands, Slaney with area norm, padded with zeros.</summary>
    /// <remarks>Verified against: librosa's values of a probe signal, relative error below 1e-6.</remarks>
    public static MelSpectrogramOptions Librosa { get; } = new()
    {
        SampleRate = 22_050,
        HopLength = 512,
        EdgePadding = EdgePadding.Zero,
    };

    /// <summary>Gets the defaults of torchaudio's <c>MelSpectrogram</c>: 16 kHz, 400/200, 128 bands, HTK without norm, reflected. Four
    /// of its bands are empty.</summary>
    /// <remarks>Differences: the bank is built in double precision (torchaudio's weights are up to 1.6e-5 off), and bins lie at their
    /// true frequencies, where torchaudio goes wrong at odd rates and for odd FFT sizes. Verified against: torchaudio 0.13.1's values of
    /// a probe signal, relative error below 1e-6.</remarks>
    public static MelSpectrogramOptions Torchaudio { get; } = new()
    {
        SampleRate = 16_000,
        FftSize = 400,
        HopLength = 200,
        Formula = MelFormula.Htk,
        Normalization = MelNormalization.None,
        EmptyBands = EmptyBands.Allow,
    };

    /// <summary>Gets the input of the released musicnn models (Pons and Serra, 2019): 16 kHz, 512/256, 96 bands, log₁₀(1 + 10,000 x).</summary>
    /// <remarks>Differences: the original also rounds mel power to half precision, which moves values by at most 2.1e-4; set
    /// <see cref="RoundToHalf"/> for that. Verified against: the formula in double precision, 1e-5.</remarks>
    public static MelSpectrogramOptions Musicnn { get; } = new()
    {
        SampleRate = 16_000,
        FftSize = 512,
        HopLength = 256,
        MelBands = 96,
        Compression = new LogOnePlus(10_000),
    };

    /// <summary>Gets the input of the networks of CBMI 2016 and ICASSP 2017 (Pons and others), computed with Essentia: 44.1 kHz,
    /// 2048/1024, 40 bands, log₁₀(1 + 10,000 x).</summary>
    /// <remarks>Differences: the papers then subtract the mean of the whole data set and divide by its standard deviation, which is the
    /// data's part: <see cref="Standardize"/> over <see cref="StandardizeOver.AllBins"/>. The bank is Essentia's until late 2016, which the papers' dates suggest; with
    /// <c>Formula = MelFormula.Htk</c> it is that of later releases (up to 0.03 apart). Verified against: Essentia's window, bank and frame counts;
    /// the whole chain was not run in Essentia.</remarks>
    public static MelSpectrogramOptions Cbmi2016 { get; } = new()
    {
        SampleRate = 44_100,
        HopLength = 1024,
        Window = Window.BlackmanHarris62,
        PeriodicWindow = false,
        Placement = FramePlacement.CenteredPastEnd,
        EdgePadding = EdgePadding.Zero,
        Scaling = SpectrumScaling.UnitSine,
        MelBands = 40,
        Formula = MelFormula.EssentiaUntil2016,
        Triangles = MelTriangles.Mel,
        Normalization = MelNormalization.UnitSum,
        Compression = new LogOnePlus(10_000),
    };

    /// <summary>Gets the input of the short-chunk CNN (Won, Ferraro, Bogdanov, Serra, SMC 2020): 16 kHz, 512/256, 128 bands up to 8 kHz, HTK without norm, decibels
    /// without a limit below the loudest. Some of its bands are empty.</summary>
    /// <remarks>Differences: those of <see cref="Torchaudio"/>. Verified against: as there; the original was not run.</remarks>
    public static MelSpectrogramOptions Won2020 { get; } = Torchaudio with { FftSize = 512, HopLength = 256, Compression = new Decibels() };

    /// <summary>Gets the input of the tagger of EUSIPCO 2017 (Pons and others), computed with librosa: 16 kHz, 512/256, 128 bands, log₁₀(1 + 10,000 x).</summary>
    /// <remarks>Differences: the authors then standardize each band by the training data: <see cref="Standardize"/>. Librosa before 0.10 reflects the signal at its ends, as here;
    /// later versions pad with zeros. Verified against: the formula in double precision, 1e-5; the authors' images were not compared.</remarks>
    public static MelSpectrogramOptions Eusipco2017Tagging { get; } = Musicnn with { MelBands = 128 };

    /// <summary>Gets the input of the instrument networks of EUSIPCO 2017 (Pons and others), computed with librosa: 12 kHz, 512/256, 96 bands, decibels of the square of
    /// power, within 80 dB of the largest.</summary>
    /// <remarks>The square of power is the authors'; it doubles the decibels of every value above −50 dB. Differences: the authors then subtract the mean of the training data:
    /// <see cref="Standardize"/>, which also divides by the deviation. The range of 80 dB counts from the largest value of the image, the authors' from that of the file that it is cut from.
    /// Verified against: the formula in double precision, 3e-5 dB; the authors' images were not compared.</remarks>
    public static MelSpectrogramOptions Eusipco2017Instruments { get; } = new()
    {
        SampleRate = 12_000,
        FftSize = 512,
        HopLength = 256,
        MelBands = 96,
        // 10·log₁₀ of the square, not below 1e-10, is 20·log₁₀ of the value, not below 1e-5.
        Compression = new Decibels { OfMagnitude = true, Floor = 1e-5, TopDecibels = 80 },
    };

    /// <summary>Gets the input of the phoneme networks of EUSIPCO 2017 (Pons and others): 44.1 kHz, frames of 25 ms every 10 ms, 80 bands up to 11 kHz, log₁₀(1 + 100,000 x).</summary>
    /// <remarks>Differences: the original has the natural logarithm, which is 2.303 times as large before the data is standardized, as both then are (<see cref="Standardize"/>). Its window, FFT size and bank
    /// are not told by what is published about it; here they are those of librosa with 2048 samples, so that images are like the original's, not equal to them.</remarks>
    public static MelSpectrogramOptions Eusipco2017Phonemes { get; } = new()
    {
        SampleRate = 44_100,
        FftSize = 2048,
        WindowLength = 1102,
        HopLength = 441,
        MelBands = 80,
        MaxFrequency = 11_000,
        Compression = new LogOnePlus(100_000),
    };

    /// <summary>Gets the number of mel bands (torchaudio and librosa: <c>n_mels</c>).</summary>
    /// <value>The default value is 128.</value>
    public int MelBands { get; init => field = Require.Positive(value, "bands"); } = 128;

    /// <summary>Gets the lowest frequency, in hertz (torchaudio: <c>f_min</c>, librosa: <c>fmin</c>).</summary>
    /// <value>The default value is 0.</value>
    public double MinFrequency { get; init => field = Require.NotNegative(value, "hertz"); }

    /// <summary>Gets the highest frequency, in hertz, or <see langword="null"/> for half the sample rate (torchaudio: <c>f_max</c>, librosa: <c>fmax</c>).</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? MaxFrequency { get; init => field = value is { } frequency ? Require.Positive(frequency, "hertz") : null; }

    /// <summary>Gets the formula from hertz to mel.</summary>
    /// <value>The default value is <see cref="MelFormula.Slaney"/>.</value>
    public MelFormula Formula { get; init => field = Require.Defined(value); } = MelFormula.Slaney;

    /// <summary>Gets the axis on which the filters are triangles.</summary>
    /// <value>The default value is <see cref="MelTriangles.Hertz"/>.</value>
    public MelTriangles Triangles { get; init => field = Require.Defined(value); } = MelTriangles.Hertz;

    /// <summary>Gets how the filters are scaled (torchaudio and librosa: <c>norm</c>).</summary>
    /// <value>The default value is <see cref="MelNormalization.Area"/>.</value>
    public MelNormalization Normalization { get; init => field = Require.Defined(value); } = MelNormalization.Area;

    /// <summary>Gets what happens when a filter contains no FFT bin.</summary>
    /// <value>The default value is <see cref="EmptyBands.Refuse"/>.</value>
    public EmptyBands EmptyBands { get; init => field = Require.Defined(value); } = EmptyBands.Refuse;

    /// <summary>Gets a value indicating whether band values are rounded to half precision before the compression, as musicnn's features
    /// were. Above 65,504 they become infinite. Gradients pass through unchanged.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RoundToHalf { get; init; }

    /// <summary>Gets the per-channel energy normalization that takes the place of a compression, or <see langword="null"/> for none. It is a part of the
    /// front-end: its parameters are saved with it (<c>pcen.gain</c>, …), and a stream carries its state. Its usual input is
    /// <see cref="SpectrumKind.Magnitude"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public PcenOptions? Pcen { get; init; }

    /// <summary>Gets a value indicating whether the filters are a parameter that is learned with the rest.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Trainable { get; init; }

    /// <summary>Gets the highest frequency in use, in hertz.</summary>
    internal double ActualMaxFrequency => MaxFrequency ?? SampleRate / 2.0;

    /// <inheritdoc/>
    internal override void Validate(string name)
    {
        base.Validate(name);
        BandLimits.Check(MinFrequency, MaxFrequency, SampleRate, name);

        if (Pcen is not null && Compression != Compression.None)
        {
            throw new ArgumentException(
                $"Pcen is a compression itself, but Compression was {Compression}. Leave Compression at None, or Pcen at null.", name);
        }
    }
}
