using MusicCnn.Internal;
using MusicCnn.Signals.Windows;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="KaldiFilterBank"/>; the defaults are those of Kaldi and of torchaudio's
/// <c>compliance.kaldi.fbank</c>, without dither.</summary>
public sealed record KaldiFilterBankOptions
{
    /// <summary>The bands that Kaldi wants at least.</summary>
    private const int FewestBands = 4;

    /// <summary>Gets the sample rate of the waveform, in hertz (torchaudio: <c>sample_frequency</c>).</summary>
    /// <value>The default value is 16,000.</value>
    public int SampleRate { get; init => field = Require.Positive(value, "hertz"); } = 16_000;

    /// <summary>Gets the length of a frame, in milliseconds; whole samples of it count (torchaudio: <c>frame_length</c>).</summary>
    /// <value>The default value is 25.</value>
    public double FrameMilliseconds { get; init => field = Require.Positive(value, "milliseconds"); } = 25;

    /// <summary>Gets the time from one frame to the next, in milliseconds; whole samples of it count (torchaudio: <c>frame_shift</c>).</summary>
    /// <value>The default value is 10.</value>
    public double ShiftMilliseconds { get; init => field = Require.Positive(value, "milliseconds"); } = 10;

    /// <summary>Gets the factor on the waveform. Kaldi reads integers of 16 bits: with 32768 a waveform in [-1, 1] has its levels, which adds 20.794415 to
    /// every logarithm and decides what the floors do.</summary>
    /// <value>The default value is 1, samples as they come, as in torchaudio.</value>
    public double Scale { get; init => field = Require.Positive(value, "(factor)"); } = 1;

    /// <summary>Gets a value indicating whether only frames that lie inside the signal are taken: T = 1 + ⌊(S − W)/h⌋. Otherwise T = ⌊(S + ⌊h/2⌋)/h⌋, frame t
    /// begins ⌊W/2⌋ − ⌊h/2⌋ samples before sample t·h, and the signal is mirrored at its ends, end samples repeated (torchaudio: <c>snip_edges</c>).</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool SnipEdges { get; init; } = true;

    /// <summary>Gets a value indicating whether a frame's mean is taken off it (torchaudio: <c>remove_dc_offset</c>).</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool RemoveMean { get; init; } = true;

    /// <summary>Gets the share of the sample before that is taken off each sample of a frame, off the first its own (torchaudio:
    /// <c>preemphasis_coefficient</c>).</summary>
    /// <value>Between 0 and 1; the default value is 0.97.</value>
    public double PreEmphasis { get; init => field = Require.Within(value, 0, 1, "(share)"); } = 0.97;

    /// <summary>Gets the window, which is symmetric here (torchaudio: <c>window_type</c>).</summary>
    /// <value>The default value is <see cref="Signals.Windows.Window.Povey"/>.</value>
    public Window Window { get; init => field = Require.NotNull(value); } = Window.Povey;

    /// <summary>Gets a value indicating whether zeros fill a frame up to the next power of two (torchaudio: <c>round_to_power_of_two</c>).</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool RoundToPowerOfTwo { get; init; } = true;

    /// <summary>Gets the number of mel bands B, at least 4 (torchaudio: <c>num_mel_bins</c>).</summary>
    /// <value>The default value is 23.</value>
    public int MelBands { get; init => field = Require.Within(value, FewestBands, int.MaxValue, "bands"); } = 23;

    /// <summary>Gets the lowest frequency, in hertz (torchaudio: <c>low_freq</c>).</summary>
    /// <value>The default value is 20.</value>
    public double MinFrequency { get; init => field = Require.NotNegative(value, "hertz"); } = 20;

    /// <summary>Gets the highest frequency, in hertz, or <see langword="null"/> for half the sample rate (torchaudio: <c>high_freq</c>, where 0 is half the
    /// rate, and −400 is 400 Hz below it).</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? MaxFrequency { get; init => field = value is { } frequency ? Require.Positive(frequency, "hertz") : null; }

    /// <summary>Gets what happens when a filter contains no FFT bin; Kaldi and torchaudio let it be.</summary>
    /// <value>The default value is <see cref="EmptyBands.Refuse"/>.</value>
    public EmptyBands EmptyBands { get; init => field = Require.Defined(value); } = EmptyBands.Refuse;

    /// <summary>Gets what the filters sum: <see cref="SpectrumKind.Power"/> or <see cref="SpectrumKind.Magnitude"/> (torchaudio: <c>use_power</c>).</summary>
    /// <value>The default value is <see cref="SpectrumKind.Power"/>.</value>
    public SpectrumKind Spectrum { get; init => field = Require.Defined(value); } = SpectrumKind.Power;

    /// <summary>Gets a value indicating whether bands are ln(max(x, 2⁻²³)) rather than x (torchaudio: <c>use_log_fbank</c>).</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Logarithm { get; init; } = true;

    /// <summary>Gets a value indicating whether the logarithm of a frame's energy is a row of its own, below the bands (torchaudio: <c>use_energy</c>).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool UseEnergy { get; init; }

    /// <summary>Gets a value indicating whether energy is that of the frame less its mean, before pre-emphasis and window, rather than behind them
    /// (torchaudio: <c>raw_energy</c>).</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool RawEnergy { get; init; } = true;

    /// <summary>Gets the least energy, of which the logarithm is taken; 0 leaves 2⁻²³ (torchaudio: <c>energy_floor</c>).</summary>
    /// <value>The default value is 1.</value>
    public double EnergyFloor { get; init => field = Require.NotNegative(value, "(energy)"); } = 1;

    /// <summary>Gets a value indicating whether the row of energy lies above the bands, as HTK has it (torchaudio: <c>htk_compat</c>).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool EnergyLast { get; init; }

    /// <summary>Gets a value indicating whether each row's mean over the whole signal is taken off it (torchaudio: <c>subtract_mean</c>).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SubtractMean { get; init; }

    /// <summary>Gets the length of a frame W, in samples.</summary>
    internal int FrameLength => (int)Math.Floor(SampleRate * FrameMilliseconds / 1000);

    /// <summary>Gets the hop h, in samples.</summary>
    internal int HopLength => (int)Math.Floor(SampleRate * ShiftMilliseconds / 1000);

    /// <summary>Gets the FFT size N, in samples.</summary>
    internal int FftSize => RoundToPowerOfTwo ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)FrameLength) : FrameLength;

    /// <summary>Returns the settings of the filters: triangles over Kaldi's mel, of height 1.</summary>
    internal MelSpectrogramOptions Filters => new()
    {
        SampleRate = SampleRate,
        FftSize = FftSize,
        MelBands = MelBands,
        MinFrequency = MinFrequency,
        MaxFrequency = MaxFrequency,
        Formula = MelFormula.Kaldi,
        Triangles = MelTriangles.Mel,
        Normalization = MelNormalization.None,
        EmptyBands = EmptyBands,
        Spectrum = Spectrum,
    };

    /// <summary>Throws if two settings contradict each other.</summary>
    internal void Validate(string name)
    {
        if (FrameLength < 2 || HopLength < 1 || SampleRate * FrameMilliseconds / 1000 > 1 << 30)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"A frame must have at least 2 samples and a hop at least 1, but {FrameMilliseconds} and {ShiftMilliseconds} milliseconds at {SampleRate} Hz are {FrameLength} and {HopLength} samples. Lengthen them."),
                name);
        }

        if (FftSize % 2 == 1)
            throw new ArgumentException($"A frame must have an even number of samples where RoundToPowerOfTwo is off, but has {FrameLength}. Change FrameMilliseconds, or round.", name);
    }
}
