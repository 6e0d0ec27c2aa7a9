using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> FrontEnds()
    {
        var stft = new StftOptions { SampleRate = 8_000, FftSize = 16, HopLength = 8 };
        yield return new()
        {
            Name = "Stft, power",
            Module = typeof(Stft),
            Build = () => new Stft(stft with { Output = SpectrumKind.Power }),
            Input = [2, 40],
            Output = [2, 1, 9, 6],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "Stft, complex, two channels",
            Module = typeof(Stft),
            Build = () => new Stft(stft),
            Input = [2, 2, 40],
            Output = [2, 2, 9, 6],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "InverseStft",
            Module = typeof(InverseStft),
            Build = () => new InverseStft(stft),
            Input = [2, 1, 9, 6],
            ComplexInput = true,
            Output = [2, 1, 40],
            Refused = [[9], [2, 1, 8, 6], [1, 2, 1, 9, 6]],
        };
        yield return new()
        {
            Name = "MelSpectrogram",
            Module = typeof(MelSpectrogram),
            Build = () => new MelSpectrogram(new() { SampleRate = 8_000, FftSize = 32, HopLength = 16, MelBands = 5, Compression = new LogOnePlus(10) }),
            Input = [2, 60],
            Output = [2, 1, 5, 4],
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
        yield return new()
        {
            Name = "MelSpectrogram, trainable",
            Module = typeof(MelSpectrogram),
            Build = () => new MelSpectrogram(new() { SampleRate = 8_000, FftSize = 32, HopLength = 16, MelBands = 5, Trainable = true }),
            Input = [2, 1, 60],
            Output = [2, 1, 5, 4],
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
        yield return new()
        {
            Name = "MelSpectrogram, learned normalization",
            Module = typeof(MelSpectrogram),
            Build = () => new MelSpectrogram(new() { SampleRate = 8_000, FftSize = 32, HopLength = 16, MelBands = 5, Spectrum = SpectrumKind.Magnitude, Pcen = PcenOptions.Leaf }),
            Input = [2, 60],
            Output = [2, 1, 5, 4],
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
        yield return new()
        {
            Name = "KaldiFilterBank",
            Module = typeof(KaldiFilterBank),
            Build = () => new KaldiFilterBank(new() { SampleRate = 8_000, FrameMilliseconds = 4, ShiftMilliseconds = 2, MelBands = 4, EmptyBands = EmptyBands.Allow, SnipEdges = false }),
            Input = [2, 60],
            Output = [2, 1, 4, 4],
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
        yield return new()
        {
            Name = "Stft, learned",
            Module = typeof(Stft),
            Build = () => new Stft(stft with { Output = SpectrumKind.Magnitude, Trainable = true }),
            Input = [2, 40],
            Output = [2, 1, 9, 6],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "MelSpectrogram, learned transform",
            Module = typeof(MelSpectrogram),
            Build = () => new MelSpectrogram(new() { SampleRate = 8_000, FftSize = 32, HopLength = 16, MelBands = 5, TrainableStft = true }),
            Input = [2, 60],
            Output = [2, 1, 5, 4],
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
        yield return new()
        {
            Name = "InverseMel",
            Module = typeof(InverseMel),
            Build = () => new InverseMel(new() { SampleRate = 8_000, FftSize = 32, MelBands = 5 }),
            Input = [2, 1, 5, 4],
            NonNegativeInput = true,
            Differentiable = false,
            Output = [2, 1, 17, 4],
            Refused = [[5], [2, 1, 6, 4], [2, 1, 5, 0], [1, 2, 1, 5, 4]],
        };
        yield return Pcen("fixed", PcenOptions.Librosa);
        yield return Pcen("learned for each band", PcenOptions.Leaf);
        foreach (var layer in ConstantQ())
            yield return layer;
    }

    private static LayerCase Pcen(string what, PcenOptions options) => new()
    {
        Name = $"Pcen, {what}",
        Module = typeof(Pcen),
        Build = () => new Pcen(options, bins: 4, frameRate: 50),
        Input = [2, 1, 4, 7],
        NonNegativeInput = true,
        Output = [2, 1, 4, 7],
        Refused = [[7], [2, 1, 5, 7], [2, 1, 4, 0], [1, 2, 1, 4, 7]],
    };
}
