using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> FilterBanks()
    {
        var gammatone = new GammatoneOptions { SampleRate = 8_000, FftSize = 32, HopLength = 16, Bands = 5, MinFrequency = 100 };
        yield return FilterBank<Gammatone>("", () => new Gammatone(gammatone with { Compression = new LogOnePlus(10) }), [2, 1, 5, 4]);
        yield return FilterBank<Gammatone>(", trainable", () => new Gammatone(gammatone with { Trainable = true }), [2, 1, 5, 4]);

        var harmonic = new HarmonicFiltersOptions { SampleRate = 8_000, FftSize = 32, HopLength = 16, MinFrequency = 400, Bins = 4, Harmonics = 3, Quality = 0.25 };
        yield return FilterBank<HarmonicFilters>("", () => new HarmonicFilters(harmonic), [2, 3, 4, 4]);
        yield return FilterBank<HarmonicFilters>(
            ", trained bandwidth", () => new HarmonicFilters(harmonic with { TrainBandwidth = true, Compression = new LogOnePlus(1) }), [2, 3, 4, 4]);
        yield return FilterBank<HarmonicFilters>(", nothing trained", () => new HarmonicFilters(harmonic with { TrainQuality = false }), [2, 3, 4, 4]);

        var chroma = new ChromaOptions { SampleRate = 8_000, FftSize = 32, HopLength = 16 };
        yield return FilterBank<Chroma>("", () => new Chroma(chroma), [2, 1, 12, 4]);
        yield return FilterBank<Chroma>(
            ", estimated tuning, Euclidean norm", () => new Chroma(chroma with { Tuning = null, Normalization = PitchClassNormalization.Euclidean }), [2, 1, 12, 4]);
    }

    private static LayerCase FilterBank<T>(string what, Func<T> build, long[] output)
        where T : FilterBankFrontEnd => new()
        {
            Name = typeof(T).Name + what,
            Module = typeof(T),
            Build = build,
            Input = [2, 60],
            Output = output,
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
}
