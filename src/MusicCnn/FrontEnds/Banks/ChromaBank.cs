namespace MusicCnn.FrontEnds.Banks;

/// <summary>Designs the weights by which FFT bins count for pitch classes, in double precision.</summary>
/// <remarks>Source: Ellis's <c>fft2chromamx</c>, as librosa 0.11's <c>filters.chroma</c> has it.</remarks>
internal static class ChromaBank
{
    /// <summary>A0, from which octaves are counted, in hertz.</summary>
    public const double Reference = 27.5;

    /// <summary>The octaves above <see cref="Reference"/> of the pitch classes that stand for all others of their names: from A3.</summary>
    private const int ShownOctave = 3;

    /// <summary>Returns the frequency of each class in the octave from A3, or from the C above it, in hertz, ascending.</summary>
    public static double[] Centers(int classes, PitchClassBase first, double tuning)
    {
        var offset = ShownOctave + ((tuning + (first == PitchClassBase.C ? ClassesToC(classes) : 0)) / classes);
        return [.. Enumerable.Range(0, classes).Select(index => Reference * Math.Pow(2, offset + ((double)index / classes)))];
    }

    /// <summary>Returns the weights [C, F], class after class.</summary>
    public static double[] Weights(ChromaOptions options, double tuning)
    {
        var (classes, bins, size) = (options.Classes, options.FftBins, options.FftSize);
        var places = Places(options, tuning);
        var roll = options.Base == PitchClassBase.C ? ClassesToC(classes) : 0;
        var weights = new double[classes * bins];
        var column = new double[classes];
        for (var bin = 0; bin < bins; bin++)
        {
            var width = bin + 1 < size ? Math.Max(places[bin + 1] - places[bin], 1) : 1;
            for (var index = 0; index < classes; index++)
                column[index] = Gaussian(2 * Distance(places[bin] - index, classes) / width);

            var norm = Math.Sqrt(column.Sum(weight => weight * weight));
            var octave = options.OctaveWidth is { } octaves ? Gaussian(((places[bin] / classes) - options.CenterOctave) / octaves) : 1;
            for (var index = 0; index < classes; index++)
                weights[(index * bins) + bin] = column[(index + roll) % classes] / norm * octave;
        }

        return weights;
    }

    /// <summary>Returns the number of classes from A up to C.</summary>
    private static int ClassesToC(int classes) => 3 * (classes / 12) % classes;

    /// <summary>Returns the place of each FFT bin of the whole transform, in classes above A0; that of 0 Hz is one and a half octaves below bin 1.</summary>
    private static double[] Places(ChromaOptions options, double tuning)
    {
        var reference = Reference * Math.Pow(2, tuning / options.Classes);
        var places = new double[Math.Max(2, options.FftBins + 1)];
        for (var bin = 1; bin < places.Length; bin++)
            places[bin] = options.Classes * Math.Log2(bin * (double)options.SampleRate / options.FftSize / reference);
        places[0] = places[1] - (1.5 * options.Classes);
        return places;
    }

    /// <summary>Returns the distance to the nearest of all octaves, in classes, from −C/2 to C/2.</summary>
    private static double Distance(double classesApart, int classes)
    {
        var half = Math.Round(classes / 2.0);
        var turned = classesApart + half + (10 * classes);
        return turned - (classes * Math.Floor(turned / classes)) - half;
    }

    private static double Gaussian(double x) => Math.Exp(-0.5 * x * x);
}
