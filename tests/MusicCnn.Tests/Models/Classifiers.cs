using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Makes small classifiers and clips for tests.</summary>
internal static class Classifiers
{
    public const int Bins = 16;

    public static MelSpectrogramOptions Mel { get; } = new()
    {
        SampleRate = 8_000,
        FftSize = 256,
        HopLength = 100,
        MelBands = Bins,
        Compression = new LogOnePlus(10_000),
    };

    public static MixedShapeClassifierOptions Options { get; } = new()
    {
        Bins = Bins,
        Classes = 3,
        FirstLayer = new()
        {
            Groups = [FilterShape.Temporal(4).Times(3), FilterShape.Frequency(5).Times(2)],
            BatchNorm = BatchNormOrder.AfterActivation,
        },
    };

    public static MelSpectrogram FrontEnd() => new(Mel);

    public static MixedShapeClassifier Network(int classes = 3) => new(Options with { Classes = classes });

    /// <summary>Returns a classifier with random weights, in evaluation mode.</summary>
    public static AudioClassifier Small(int patchFrames = 20, int seed = 9)
    {
        var model = new AudioClassifier(FrontEnd(), Network(), new() { Labels = ["waltz", "tango", "samba"], PatchFrames = patchFrames });
        SeededWeights.Draw(model, seed);
        model.eval();
        return model;
    }

    /// <summary>Returns a classifier with random weights that standardizes its images, fitted, in evaluation mode.</summary>
    public static AudioClassifier Standardized(StandardizeOver over = StandardizeOver.EachBin)
    {
        var standardize = new Standardize(new() { Bins = Bins, Over = over });
        using (var image = tensor(TestSignals.Noise(Bins * 40, seed: 4), [Bins, 40]))
            standardize.Fit([image]);
        var model = new AudioClassifier(FrontEnd(), Network(), new() { Labels = ["waltz", "tango", "samba"], PatchFrames = 20 }, standardize);
        SeededWeights.Draw(model, seed: 9);
        model.eval();
        return model;
    }

    /// <summary>Returns a clip of a tone in noise.</summary>
    public static AudioClip Clip(int samples, int sampleRate, int seed = 1)
    {
        var random = new Random(seed);
        var frequency = 200 * (1 + seed);
        return new AudioClip(
            [.. Enumerable.Range(0, samples).Select(n => (float)((0.5 * Math.Sin(2 * Math.PI * frequency * n / sampleRate)) + (0.1 * (random.NextDouble() - 0.5))))],
            sampleRate);
    }
}
