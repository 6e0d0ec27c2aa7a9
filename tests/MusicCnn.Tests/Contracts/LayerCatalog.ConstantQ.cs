using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> ConstantQ()
    {
        var constant = new ConstantQOptions { SampleRate = 8_000, MinFrequency = 900, Bins = 7, BinsPerOctave = 5, HopLength = 16 };
        yield return new()
        {
            Name = "ConstantQ",
            Module = typeof(ConstantQ),
            Build = () => new ConstantQ(constant),
            Input = [2, 40],
            Output = [2, 1, 7, 3],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "ConstantQ, complex, librosa's atoms, two channels",
            Module = typeof(ConstantQ),
            Build = () => new ConstantQ(constant with { AtomRule = AtomRule.Librosa, Output = SpectrumKind.Complex }),
            Input = [2, 2, 40],
            Output = [2, 2, 7, 3],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "ConstantQ, trainable",
            Module = typeof(ConstantQ),
            Build = () => new ConstantQ(constant with { Trainable = true }),
            Input = [2, 1, 40],
            Output = [2, 1, 7, 3],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "VariableQ",
            Module = typeof(VariableQ),
            Build = () => new VariableQ(new() { SampleRate = 8_000, MinFrequency = 400, Bins = 9, BinsPerOctave = 5, HopLength = 16 }),
            Input = [2, 40],
            Output = [2, 1, 9, 3],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };
        yield return new()
        {
            Name = "HarmonicConstantQ",
            Module = typeof(HarmonicConstantQ),
            Build = () => new HarmonicConstantQ(new()
            {
                SampleRate = 8_000,
                MinFrequency = 900,
                Bins = 4,
                BinsPerOctave = 5,
                HopLength = 16,
                Harmonics = [0.5, 1, 2],
                Compression = new LogOnePlus(10),
            }),
            Input = [2, 2, 40],
            Output = [2, 6, 4, 3],
            Refused = [[], [2, 0], [1, 2, 1, 40]],
        };

        // Noise is the transform of no signal: iterated to the end, what the bins hardly see would amplify rounding.
        yield return new()
        {
            Name = "InverseConstantQ",
            Module = typeof(InverseConstantQ),
            Build = () => new InverseConstantQ(constant with { Output = SpectrumKind.Complex }, new() { RelativeResidual = 0.1 }),
            Input = [2, 1, 7, 4],
            ComplexInput = true,
            Output = [2, 1, 48],
            Refused = [[7], [2, 1, 8, 4], [1, 2, 1, 7, 4]],
            Differentiable = false,
        };
    }
}
