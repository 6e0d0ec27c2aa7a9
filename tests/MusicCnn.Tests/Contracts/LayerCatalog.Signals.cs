using MusicCnn.Signals;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> Signals()
    {
        yield return new()
        {
            Name = "Resample, down",
            Module = typeof(Resample),
            Build = () => new Resample(3, 2),
            Input = [2, 40],
            Output = [2, 27],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "Resample, up, two channels",
            Module = typeof(Resample),
            Build = () => new Resample(5, 7, ResampleOptions.Torchaudio),
            Input = [2, 2, 20],
            Output = [2, 2, 28],
            Refused = [[], [2, 0], [1, 2, 1, 20]],
        };
        yield return new()
        {
            Name = "Resample, equal rates",
            Module = typeof(Resample),
            Build = () => new Resample(8_000, 8_000),
            Input = [2, 20],
            Output = [2, 20],
            Refused = [[], [2, 0], [1, 2, 1, 20]],
        };
    }
}
