using System.Collections.Concurrent;
using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Holds clips in memory, and records which were loaded.</summary>
internal sealed class TestClips(IReadOnlyList<string> labels, IReadOnlyList<(int Label, AudioClip Clip)> clips) : IClipSource
{
    public const int SampleRate = 8_000;

    public ConcurrentQueue<int> Loaded { get; } = [];

    public IReadOnlyList<string> Labels => labels;

    public int Count => clips.Count;

    /// <summary>Returns tones with some noise, low in one class and high in the other, alternating, of different lengths.</summary>
    public static TestClips LowAndHigh(int count, double seconds = 0.8) => new(["low", "high"], [.. Enumerable.Range(0, count).Select(i =>
    {
        var length = (int)(SampleRate * seconds * (1 + 0.1 * (i % 3)));
        var tone = TestSignals.Sine(length, (i % 2 == 0 ? 300 : 2_000) * (1 + 0.05 * (i % 5)), SampleRate, amplitude: 0.4);
        var noise = TestSignals.Noise(length, seed: i, amplitude: 0.1);
        return (i % 2, new AudioClip([.. tone.Zip(noise, (a, b) => (float)(a + b))], SampleRate));
    })]);

    /// <summary>Returns a small classifier of low and high tones whose initial weights depend on the seed only.</summary>
    public static AudioClassifier Model(int seed = 1, bool trainableFrontEnd = false, int patchFrames = 24, double dropout = 0.1, Compression? compression = null, bool standardize = false)
    {
        var mel = new MelSpectrogram(new()
        {
            SampleRate = SampleRate,
            FftSize = 256,
            HopLength = 128,
            MelBands = 16,

            // Filters that peak at 1: AdamW moves every weight by about the learning rate, whatever its size, and would undo smaller ones.
            Normalization = MelNormalization.None,
            Compression = compression ?? new LogOnePlus(10_000),
            Trainable = trainableFrontEnd,
        });
        var network = new MixedShapeClassifier(new()
        {
            Bins = mel.Bins,
            Classes = 2,
            Dropout = dropout,
            FirstLayer = new() { Groups = [FilterShape.Frequency(8).Times(4), FilterShape.Temporal(5).Times(2)], BatchNorm = BatchNormOrder.BeforeActivation },
        });
        SeededWeights.Draw(network, seed);
        return new AudioClassifier(mel, network, new() { Labels = ["low", "high"], PatchFrames = patchFrames }, standardize ? new Standardize(new() { Bins = mel.Bins }) : null);
    }

    public string Name(int index) => $"clip {index}";

    public int Label(int index) => clips[index].Label;

    public AudioClip Load(int index)
    {
        Loaded.Enqueue(index);
        return clips[index].Clip;
    }
}
