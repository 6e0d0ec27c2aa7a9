using MusicCnn.FrontEnds;
using static TorchSharp.torch;

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

        // Atoms as short as can be, on which central differences are quick.
        var transform = new ConstantQOptions { SampleRate = 8_000, MinFrequency = 1_000, Bins = 18, HopLength = 20 };
        yield return FilterBank<ConstantQChroma>("", () => new ConstantQChroma(new() { ConstantQ = transform }), [2, 1, 12, 4]);
        yield return FilterBank<ConstantQChroma>(
            ", trainable atoms",
            () => new ConstantQChroma(new() { ConstantQ = transform with { Bins = 12, FilterScale = 0.25, Trainable = true }, Normalization = PitchClassNormalization.Sum }),
            [2, 1, 12, 4]);
        yield return FilterBank<Cens>("", () => new Cens(new() { ConstantQ = transform, SmoothingFrames = 3 }), [2, 1, 12, 4]) with { Differentiable = false };
        yield return FilterBank<Tonnetz>("", () => new Tonnetz(classes: 4), [2, 1, 6, 5]) with
        {
            Input = [2, 1, 4, 5],
            Refused = [[4], [2, 1, 5, 5], [2, 1, 4, 0], [1, 2, 1, 4, 5]],
        };
    }

    private static LayerCase FilterBank<T>(string what, Func<T> build, long[] output)
        where T : nn.Module<Tensor, Tensor> => new()
        {
            Name = typeof(T).Name + what,
            Module = typeof(T),
            Build = build,
            Input = [2, 60],
            Output = output,
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
}
