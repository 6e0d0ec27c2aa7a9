using MusicCnn.Internal;
using MusicCnn.Signals.Windows;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings that all front-ends on a short-time Fourier transform share: rate, frames and window.</summary>
public abstract record SpectrumOptions
{
    /// <summary>Gets the sample rate of the waveform, in hertz (torchaudio: <c>sample_rate</c>, librosa: <c>sr</c>).</summary>
    public required int SampleRate { get; init => field = Require.Positive(value, "hertz"); }

    /// <summary>The largest FFT size, some six minutes at 44.1 kHz; one more is a slip of the pen, not a spectrum.</summary>
    private const int LargestFftSize = 1 << 24;

    /// <summary>Gets the FFT size N, in samples, at most 2²⁴; any number, odd ones too (torchaudio and librosa: <c>n_fft</c>).</summary>
    /// <value>The default value is 2048.</value>
    public int FftSize { get; init => field = Require.Within(Require.Positive(value, "samples", remedy: "Take 1 or more."), 1, LargestFftSize, "samples"); } = 2048;

    /// <summary>Gets the window's length, in samples, or <see langword="null"/> for the FFT size. A shorter window stands in the
    /// middle of the frame, zeros around it (torchaudio and librosa: <c>win_length</c>).</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? WindowLength { get; init => field = value is { } length ? Require.Positive(length, "samples") : null; }

    /// <summary>Gets the number of samples from one frame to the next, or <see langword="null"/> for a quarter of the window
    /// (torchaudio and librosa: <c>hop_length</c>).</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? HopLength { get; init => field = value is { } length ? Require.Positive(length, "samples", remedy: "Take 1 or more, or null for a quarter of the window.") : null; }

    /// <summary>Gets the window.</summary>
    /// <value>The default value is <see cref="Signals.Windows.Window.Hann"/>.</value>
    public Window Window { get; init => field = Require.NotNull(value); } = Window.Hann;

    /// <summary>Gets a value indicating whether the window is periodic, as spectral analysis wants it, or symmetric.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool PeriodicWindow { get; init; } = true;

    /// <summary>Gets where the frames lie.</summary>
    /// <value>The default value is <see cref="FramePlacement.Centered"/>.</value>
    public FramePlacement Placement { get; init => field = Require.Defined(value); } = FramePlacement.Centered;

    /// <summary>Gets how the signal continues beyond its ends; without effect where all frames lie inside it.</summary>
    /// <value>The default value is <see cref="EdgePadding.Reflect"/>.</value>
    public EdgePadding EdgePadding { get; init => field = Require.Defined(value); } = EdgePadding.Reflect;

    /// <summary>Gets the factor on the spectrum.</summary>
    /// <value>The default value is <see cref="SpectrumScaling.None"/>.</value>
    public SpectrumScaling Scaling { get; init => field = Require.Defined(value); } = SpectrumScaling.None;

    /// <summary>Gets the compression of magnitude or power.</summary>
    /// <value>The default value is <see cref="Compression.None"/>.</value>
    public Compression Compression { get; init => field = Require.NotNull(value); } = Compression.None;

    /// <summary>Gets the window's length in use, in samples.</summary>
    internal int ActualWindowLength => WindowLength ?? FftSize;

    /// <summary>Gets the hop length in use, in samples.</summary>
    internal int ActualHopLength => HopLength ?? Math.Max(1, ActualWindowLength / 4);

    /// <summary>Throws if two settings contradict each other.</summary>
    /// <param name="name">The name of the parameter that holds the settings.</param>
    internal virtual void Validate(string name)
    {
        if (ActualWindowLength > FftSize)
        {
            throw new ArgumentException(
                $"WindowLength must not exceed FftSize ({FftSize} samples), but was {WindowLength} samples. Enlarge FftSize or shorten the window.",
                name);
        }
    }
}
