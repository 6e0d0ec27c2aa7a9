using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    /// <summary>Returns cepstra, slopes, onset strength and tempo.</summary>
    private static IEnumerable<LayerCase> CepstraAndRhythm()
    {
        var mel = new MelSpectrogramOptions { SampleRate = 8_000, FftSize = 32, HopLength = 16, MelBands = 5, Compression = new NaturalLog(0.1) };
        var onsets = new OnsetStrengthOptions { Mel = mel };
        long[][] refused = [[], [2, 0], [1, 2, 1, 60]];
        yield return new()
        {
            Name = "Mfcc, liftered",
            Module = typeof(Mfcc),
            Build = () => new Mfcc(new() { Mel = mel, Coefficients = 3, Lifter = 22 }),
            Input = [2, 60],
            Output = [2, 1, 3, 4],
            Refused = refused,
        };
        yield return new()
        {
            Name = "Mfcc, decibels, with slopes as channels",
            Module = typeof(Mfcc),
            Build = () => new Mfcc(new()
            {
                Mel = mel with { Compression = new Decibels { TopDecibels = 20 } },
                Coefficients = 3,
                Deltas = new() { Deltas = new() { Width = 3, Order = 2 } },
            }),
            Input = [2, 1, 60],
            Output = [2, 3, 3, 4],
            Refused = refused,
        };
        yield return new()
        {
            Name = "Deltas",
            Module = typeof(Deltas),
            Build = () => new Deltas(new() { Width = 5, Order = 2 }),
            Input = [2, 1, 3, 7],
            Output = [2, 1, 3, 7],
            Refused = [[7], [2, 1, 3, 4], [1, 2, 1, 3, 7]],
        };
        yield return new()
        {
            Name = "StackedDeltas, rows",
            Module = typeof(StackedDeltas),
            Build = () => new StackedDeltas(StackedDeltasOptions.Torchaudio with { Axis = DeltaAxis.Rows }),
            Input = [2, 2, 3, 4],
            Output = [2, 2, 9, 4],
            Refused = [[3, 7], [1, 2, 1, 3, 7]],
        };
        yield return new()
        {
            Name = "OnsetStrength, against neighboring bands, detrended",
            Module = typeof(OnsetStrength),
            Build = () => new OnsetStrength(onsets with { NeighborBands = 3, Detrend = true }),
            Input = [2, 60],
            Output = [2, 1, 1, 4],
            Refused = refused,
        };
        yield return new()
        {
            Name = "Tempogram",
            Module = typeof(Tempogram),
            Build = () => new Tempogram(new() { Onsets = onsets, WindowLength = 6 }),
            Input = [2, 2, 60],
            Output = [2, 2, 6, 4],
            Refused = refused,
        };
        yield return new()
        {
            Name = "TempoEstimator",
            Module = typeof(TempoEstimator),
            Build = () => new TempoEstimator(new() { Onsets = onsets, WindowDuration = TimeSpan.FromMilliseconds(20), LikeliestTempo = 5_000, MaxTempo = 20_000 }),
            Input = [2, 200],
            Output = [2, 1],
            Refused = refused,
            Differentiable = false,
        };
    }
}
