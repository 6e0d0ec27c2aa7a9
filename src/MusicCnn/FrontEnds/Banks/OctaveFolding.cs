using MusicCnn.Signals;

namespace MusicCnn.FrontEnds.Banks;

/// <summary>Designs which bins of a constant-Q transform count for which pitch class.</summary>
/// <remarks>Source: librosa 0.11's <c>filters.cq_to_chroma</c>: a class takes the bins nearest to it, whole bins only.</remarks>
internal static class OctaveFolding
{
    /// <summary>Returns the weights [C, F], 1 where a bin belongs to a class and 0 elsewhere.</summary>
    public static double[] Weights(FoldedConstantQOptions options)
    {
        var (classes, bins) = (options.Classes, options.ConstantQ.Bins);
        var merged = options.ConstantQ.BinsPerOctave / classes;
        var first = FirstClass(options);
        var weights = new double[classes * bins];
        for (var bin = 0; bin < bins; bin++)
            weights[((((bin + (merged / 2)) / merged) + first) % classes * bins) + bin] = 1;
        return weights;
    }

    /// <summary>Returns the frequencies of the classes in one octave, in hertz, ascending, at the tuning of the lowest bin.</summary>
    public static double[] Centers(FoldedConstantQOptions options)
    {
        var place = options.Classes * Math.Log2(options.ConstantQ.MinFrequency / ChromaBank.Reference);
        return ChromaBank.Centers(options.Classes, options.Base, place - Math.Round(place));
    }

    /// <summary>Returns the class of the lowest bin.</summary>
    private static int FirstClass(FoldedConstantQOptions options)
    {
        var semitones = Pitch.FromFrequency(options.ConstantQ.MinFrequency).MidiNumber - (options.Base == PitchClassBase.A ? 9 : 0);
        var inOctave = semitones - (12 * Math.Floor(semitones / 12));
        return (int)Math.Round(inOctave * options.Classes / 12) % options.Classes;
    }
}
