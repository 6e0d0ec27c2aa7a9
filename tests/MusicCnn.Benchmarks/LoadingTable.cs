using System.Diagnostics;
using System.Globalization;
using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Measures how fast songs come from files, from the cache, and through musicnn, and what memory that takes.</summary>
internal static class LoadingTable
{
    private const int PatchFrames = 187;

    /// <summary>Prints songs a second, and memory at each quarter of an epoch.</summary>
    /// <param name="folder">Where the files and the cache are kept.</param>
    /// <param name="files">The number of files.</param>
    /// <param name="steps">The number of batches that musicnn is trained on.</param>
    /// <param name="batchSize">The number of patches of each.</param>
    public static void Print(string folder, int files, int steps, int batchSize)
    {
        var songs = LoadingFiles.Make(folder, files);
        var cacheFolder = Path.Combine(folder, "cache");
        if (Directory.Exists(cacheFolder))
            Directory.Delete(cacheFolder, recursive: true);

        using var model = Model(songs.Labels);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{songs.Count} files of ten seconds, {get_num_threads()} threads\n\n| what | songs | seconds | songs a second |\n| --- | ---: | ---: | ---: |"));
        Row("decoded, transformed and written to an empty cache", songs.Count, () => Prepare(model, songs, cacheFolder, memoryLimit: 0).Dispose());
        Row("decoded and transformed without a cache", songs.Count, () => PreparedClips.Prepare(model, songs, new() { MemoryLimit = 0 }).Dispose());
        Row("checksum of the file taken, and read from the cache", songs.Count, () => Prepare(model, songs, cacheFolder, memoryLimit: 0).Dispose());

        using var clips = Prepare(model, songs, cacheFolder, memoryLimit: 0);
        var memory = new QuarterMemory();
        using (var still = Still(songs.Labels))
            Row("an epoch that learns next to nothing, from the cache", songs.Count, () => Train(still, clips, songs.Count, batchSize, memory));
        var few = Math.Min(songs.Count, steps * batchSize);
        var learning = new QuarterMemory();
        Row("musicnn trained, from the cache", few, () => Train(model, clips, few, batchSize, learning));
        Row("musicnn tested on three patches a song, from the cache", few, () => Evaluator.Evaluate(model, clips, Spread(songs.Count, few)));

        memory.Print("the epoch that learns next to nothing");
        learning.Print("the training of musicnn");
    }

    private static void Row(string what, int songs, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {songs} | {seconds:0.0} | {songs / seconds:0.0} |"));
    }

    private static PreparedClips Prepare(AudioClassifier model, AudioFolder songs, string cache, long memoryLimit) =>
        PreparedClips.Prepare(model, songs, new() { Cache = new FeatureCache(cache), MemoryLimit = memoryLimit });

    private static void Train(AudioClassifier model, PreparedClips clips, int songs, int batchSize, QuarterMemory memory)
    {
        memory.Total = (songs + batchSize - 1) / batchSize;
        new Trainer(new() { Epochs = 1, BatchSize = batchSize, Optimizer = OptimizerKind.Adam, LearningRate = 0.001, WeightDecay = 0 })
            .Fit(model, clips, Spread(clips.Clips.Count, songs), progress: memory);
    }

    /// <summary>Returns clips of all classes.</summary>
    private static int[] Spread(int all, int chosen) => [.. Enumerable.Range(0, chosen).Select(i => (int)((long)i * all / chosen))];

    private static AudioClassifier Model(IReadOnlyList<string> labels) => new(
        new MelSpectrogram(MelSpectrogramOptions.Musicnn), new MusicnnModel(MusicnnOptions.Musicnn with { Classes = labels.Count }), new() { Labels = labels, PatchFrames = PatchFrames });

    /// <summary>Returns a classifier with so few weights that an epoch is nothing but loading.</summary>
    private static AudioClassifier Still(IReadOnlyList<string> labels) => new(
        new MelSpectrogram(MelSpectrogramOptions.Musicnn), new MeanLevel(labels.Count), new() { Labels = labels, PatchFrames = PatchFrames });

    /// <summary>Classifies by the mean of all values.</summary>
    private sealed class MeanLevel : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> _weights;

        public MeanLevel(int classes)
            : base(nameof(MeanLevel))
        {
            _weights = nn.Linear(1, classes);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return _weights.call(input.mean([1, 2, 3]).unsqueeze(1)).MoveToOuterDisposeScope();
        }
    }
}
