using System.Diagnostics;
using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using TorchSharp;

namespace MusicCnn.Tests.Training.Loading;

/// <summary>Memory depends on the number of clips on their way, not on how many there are.</summary>
[Collection(Alone.Name)]
public class LoadingMemoryTests
{
    private const int Clips = 300;
    private const int Epochs = 8;
    private const long Megabyte = 1 << 20;

    [Fact]
    [Trait("Speed", "Slow")]
    public void Epochs_over_three_hundred_songs_from_the_cache_take_no_more_memory_than_the_first_ones()
    {
        using var folder = new TemporaryFolder();
        var cache = new FeatureCache(folder.Path);
        using var model = Model();
        using var clips = PreparedClips.Prepare(model, new Noises(), new() { Cache = cache, MemoryLimit = 0 });
        Memory? early = null, late = null;

        new Trainer(new() { Epochs = Epochs, BatchSize = 10 }).Fit(model, clips, clips.Clips, progress: new AtStep(step =>
        {
            if (step == 2 * Clips / 10)
                early = Memory.Now();
            else if (step == Epochs * Clips / 10)
                late = Memory.Now();
        }));

        // The images of all songs are 72 MB, and six epochs of them 433 MB.
        Assert.Equal(Clips * Epochs, cache.Statistics.Hits);
        Assert.Equal(early!.Tensors, late!.Tensors);
        Assert.InRange(late.Managed - early.Managed, long.MinValue, 2 * Megabyte);
        Assert.InRange(late.Native - early.Native, long.MinValue, 20 * Megabyte);
    }

    private static AudioClassifier Model()
    {
        var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        var network = new MixedShapeClassifier(new() { Bins = mel.Bins, Classes = 2, FirstLayer = new() { Groups = [FilterShape.Temporal(8).Times(2)] } });
        return new AudioClassifier(mel, network, new() { Labels = ["low", "high"], PatchFrames = 40 });
    }

    private sealed record Memory(long Tensors, long Managed, long Native)
    {
        public static Memory Now()
        {
            var managed = GC.GetTotalMemory(forceFullCollection: true);
            using var process = Process.GetCurrentProcess();
            return new(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, managed, process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes);
        }
    }

    private sealed class AtStep(Action<int> work) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Stage == TrainingStage.Training)
                work(value.Done);
        }
    }

    /// <summary>Makes ten seconds of noise when asked for.</summary>
    private sealed class Noises : IClipSource, IFingerprintedClips
    {
        public IReadOnlyList<string> Labels => ["low", "high"];

        public int Count => Clips;

        public string Name(int index) => $"noise {index}";

        public int Label(int index) => index % 2;

        public AudioClip Load(int index) => new([.. TestSignals.Noise(160_000, seed: index, amplitude: 0.3).Select(value => (float)value)], 16_000);

        public string Fingerprint(int index) => $"{index}";
    }
}
