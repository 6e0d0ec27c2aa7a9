namespace MusicCnn.FrontEnds.Banks;

/// <summary>Estimates by how much music deviates from A4 = 440 Hz, from the peaks of its spectra.</summary>
/// <remarks>Source: librosa 0.11's <c>estimate_tuning</c> with its defaults, whose steps and ties are kept.</remarks>
internal static class TuningEstimate
{
    private const double LowestPeak = 150, HighestPeak = 4_000;

    /// <summary>The part of a frame's largest value that a peak must exceed.</summary>
    private const double Threshold = 0.1;

    /// <summary>Cells of the histogram of deviations: a hundredth of a class each.</summary>
    private const int Cells = 100;

    /// <summary>Returns the tuning, in classes, from −0.5 to 0.49; 0 where there is no peak.</summary>
    /// <param name="spectra">The magnitude or power of all frames, [F, T] behind each other, in double precision.</param>
    /// <param name="frames">The number of frames T.</param>
    /// <param name="options">The settings.</param>
    public static double Of(IEnumerable<double[]> spectra, int frames, ChromaOptions options)
    {
        var peaks = spectra.SelectMany(spectrum => Peaks(spectrum, frames, options)).ToArray();
        if (peaks.Length == 0)
            return 0;

        var median = Median([.. peaks.Select(peak => peak.Strength)]);
        var counts = new int[Cells];
        foreach (var (pitch, strength) in peaks)
        {
            if (strength >= median)
                counts[Cell(options.Classes * Math.Log2(pitch / ChromaBank.Reference))]++;
        }

        return Edge(Array.IndexOf(counts, counts.Max()));
    }

    private static IEnumerable<(double Pitch, double Strength)> Peaks(double[] spectrum, int frames, ChromaOptions options)
    {
        var bins = spectrum.Length / frames;
        var spacing = (double)options.SampleRate / options.FftSize;
        for (var frame = 0; frame < frames; frame++)
        {
            var largest = 0.0;
            for (var bin = 0; bin < bins; bin++)
                largest = Math.Max(largest, At(bin));
            for (var bin = 1; bin < bins; bin++)
            {
                // Bins beyond either end continue as the end: the last one can be a peak, but has no shift.
                var next = bin + 1 < bins ? bin + 1 : bin;
                if (bin * spacing < LowestPeak || bin * spacing >= Math.Min(HighestPeak, options.SampleRate / 2.0)
                    || !(Loud(bin) > Loud(bin - 1)) || !(Loud(bin) >= Loud(next)))
                {
                    continue;
                }

                var curvature = At(next) + At(bin - 1) - (2 * At(bin));
                var slope = (At(next) - At(bin - 1)) / 2;
                var shift = next == bin || Math.Abs(slope) >= Math.Abs(curvature) ? 0 : -slope / curvature;
                yield return ((bin + shift) * spacing, At(bin) + (0.5 * slope * shift));
            }

            double At(int bin) => spectrum[(bin * frames) + frame];
            double Loud(int bin) => At(bin) > Threshold * largest ? At(bin) : 0;
        }
    }

    /// <summary>Returns the histogram's cell of a number of classes: of its distance to the nearest whole one.</summary>
    private static int Cell(double classes)
    {
        var residual = classes - Math.Floor(classes);
        if (residual >= 0.5)
            residual -= 1;
        var cell = Math.Clamp((int)((residual + 0.5) * Cells), 0, Cells - 1);
        if (residual < Edge(cell))
            cell--;
        else if (cell < Cells - 1 && residual >= Edge(cell + 1))
            cell++;
        return cell;
    }

    private static double Edge(int cell) => -0.5 + (cell * (1.0 / Cells));

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
