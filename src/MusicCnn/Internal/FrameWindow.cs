using MusicCnn.FrontEnds;

namespace MusicCnn.Internal;

/// <summary>Designs the window of a frame: as long as the FFT, with the spectrum's factor in it.</summary>
internal static class FrameWindow
{
    /// <summary>Returns N values: the window in the middle, ⌊(N − W)/2⌋ zeros before it, times the factor of the scaling.</summary>
    public static double[] Design(SpectrumOptions options)
    {
        var window = options.Window.Samples(options.ActualWindowLength, options.PeriodicWindow);
        if (window.All(value => Math.Abs(value) < 1e-12))
        {
            throw new ArgumentException(
                $"A symmetric {options.Window} window of {window.Length} samples is zero everywhere. Take a longer or a periodic window.",
                nameof(options));
        }

        var factor = options.Scaling switch
        {
            SpectrumScaling.FrameLength => 1 / Math.Sqrt(options.FftSize),
            SpectrumScaling.WindowEnergy => 1 / Math.Sqrt(window.Sum(value => value * value)),
            SpectrumScaling.UnitSine => 2 / window.Sum(),
            _ => 1,
        };
        var design = new double[options.FftSize];
        var before = (options.FftSize - window.Length) / 2;
        for (var n = 0; n < window.Length; n++)
            design[before + n] = window[n] * factor;
        return design;
    }
}
