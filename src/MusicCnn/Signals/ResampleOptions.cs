using MusicCnn.Internal;

namespace MusicCnn.Signals;

/// <summary>Represents the settings of a <see cref="Resample"/>: how long and how steep its low-pass filter is.</summary>
/// <remarks>
/// <para>The filter's bands, measured in the tests. Frequencies are fractions of half the lower of the two rates; what lies above 1 would fold back.</para>
/// <list type="table">
/// <listheader><term>preset</term><description>pass band within 0.01 dB up to; attenuation at and above 1</description></listheader>
/// <item><term><see cref="High"/></term><description>0.907 (within 0.0001 dB up to 0.9); 104 dB</description></item>
/// <item><term><see cref="KaiserBest"/></term><description>0.895; 61 dB at 1, 145 dB above 1.05</description></item>
/// <item><term><see cref="KaiserFast"/></term><description>0.717; 86 dB</description></item>
/// <item><term><see cref="Torchaudio"/></term><description>0.442; 6 dB at 1, 9 dB above 1.05</description></item>
/// </list>
/// </remarks>
public sealed record ResampleOptions
{
    /// <summary>Gets the default settings: flat to nine tenths of the band, and nothing audible folds back.</summary>
    public static ResampleOptions High { get; } = new();

    /// <summary>Gets the defaults of torchaudio 0.13.1 (<c>sinc_interp_hann</c>); agrees with it within float32 rounding.</summary>
    public static ResampleOptions Torchaudio { get; } = new() { Width = 6, Rolloff = 0.99, Window = ResampleWindow.Hann };

    /// <summary>Gets the settings known as "kaiser_fast" (resampy, librosa, torchaudio's tutorial), evaluated by torchaudio's formula.</summary>
    public static ResampleOptions KaiserFast { get; } = new()
    {
        Width = 16,
        Rolloff = 0.85,
        Window = ResampleWindow.Kaiser,
        KaiserBeta = 8.555504641634386,
    };

    /// <summary>Gets the settings known as "kaiser_best" (resampy, librosa, torchaudio's tutorial), evaluated by torchaudio's formula.</summary>
    public static ResampleOptions KaiserBest { get; } = new()
    {
        Width = 64,
        Rolloff = 0.9475937167399596,
        Window = ResampleWindow.Kaiser,
        KaiserBeta = 14.769656459379492,
    };

    /// <summary>Gets the number of zero crossings of the sinc on each side (torchaudio: <c>lowpass_filter_width</c>).</summary>
    /// <value>The default value is 64; at most 1024.</value>
    public int Width { get; init => field = Require.Within(value, 1, 1024, "zero crossings"); } = 64;

    /// <summary>Gets the filter's cut-off frequency as a fraction of half the lower rate (torchaudio: <c>rolloff</c>).</summary>
    /// <value>The default value is 0.95; above 0, at most 1.</value>
    public double Rolloff
    {
        get;
        init => field = Require.Within(Require.Positive(value, "of half the lower rate"), 0, 1, "of half the lower rate");
    } = 0.95;

    /// <summary>Gets the window that tapers the sinc (torchaudio: <c>resampling_method</c>).</summary>
    /// <value>The default value is <see cref="ResampleWindow.Kaiser"/>.</value>
    public ResampleWindow Window { get; init => field = Require.Defined(value); } = ResampleWindow.Kaiser;

    /// <summary>Gets the shape of the Kaiser window; unused by <see cref="ResampleWindow.Hann"/> (torchaudio: <c>beta</c>).</summary>
    /// <value>The default value is 10.5; at least 0, at most 100.</value>
    public double KaiserBeta { get; init => field = Require.Within(value, 0, 100, "(Kaiser beta)"); } = 10.5;
}
