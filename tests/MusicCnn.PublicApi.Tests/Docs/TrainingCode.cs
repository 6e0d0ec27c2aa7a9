using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Training;
using TorchSharp;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>The code blocks of docs/training.md, each a region of its own; <see cref="TrainingPageTests"/> holds the two together.</summary>
internal static class TrainingCode
{
    public static IReadOnlyList<double> Folds(IClipSource songs, int folds)
    {
        #region folds
        var accuracies = new List<double>();
        using var first = Create(songs.Labels);
        using var clips = PreparedClips.Prepare(first, songs);
        foreach (var fold in CrossValidation.ByClip(songs, folds, seed: 1, validation: 0.1))
        {
            using var model = Create(songs.Labels);                                         // new weights for every fold
            new Trainer(new() { Epochs = 40, Patience = 10 }).Fit(model, clips, fold.Train, fold.Validation);
            accuracies.Add(Evaluator.Evaluate(model, clips, fold.Test).SongAccuracy);       // a song is what most of its patches are
        }

        Console.WriteLine(MeanAndDeviation.Of(accuracies));                                 // such as 0.913 ± 0.021
        #endregion
        return accuracies;
    }

    public static PairedTest Compare(IReadOnlyList<double> mixed, IReadOnlyList<double> squares, Fold fold)
    {
        #region pairs
        var test = PairedTest.Of(mixed, squares, testOverTrain: fold.Test.Count / (double)fold.Train.Count);
        Console.WriteLine(test);                                                            // such as 0.042 ± 0.029, t(9) = 3.06, p = 0.013
        #endregion
        return test;
    }

    public static void Tags(string table, string folder)
    {
        #region tags
        var songs = TagTable.Open(table, new() { Folder = folder, MostFrequent = 50 });
        var fold = TagTable.MagnaTagATune(songs);                                           // folders 0-b, c, d-f
        using var model = Create(songs.Labels, ClassOutput.AnyOf);
        using var clips = PreparedClips.Prepare(model, songs);

        new Trainer(new() { Epochs = 100, Patience = 10, Optimizer = OptimizerKind.Adam, WeightDecay = 0 }).Fit(model, clips, fold.Train, fold.Validation);

        var tags = TagEvaluator.Evaluate(model, clips, fold.Test).Songs;
        Console.WriteLine($"ROC-AUC {tags.MacroRocAuc:0.0000}, PR-AUC {tags.MacroPrAuc:0.0000}, without {string.Join(", ", tags.Undefined)}");
        #endregion
    }

    public static FeatureCacheStatistics Cache(AudioClassifier model, IClips songs, string folder)
    {
        #region cache
        var cache = new FeatureCache(folder, new() { MaximumBytes = 50L << 30 });
        using var clips = PreparedClips.Prepare(model, songs, new() { Cache = cache, MemoryLimit = 4L << 30 });
        Console.WriteLine(cache.Statistics);                                                // such as 2000 hits, 0 misses, 0 rebuilt, 0 evicted, ...
        #endregion
        return cache.Statistics;
    }

    public static void Resume(AudioClassifier model, PreparedClips clips, IReadOnlyList<int> train, IReadOnlyList<int> validation, string run)
    {
        #region checkpoints
        var options = new TrainerOptions
        {
            Epochs = 200,
            Checkpoints = new() { Folder = Path.Combine(run, "checkpoints"), Resume = true },
            LogFolder = Path.Combine(run, "log"),                                           // metrics.jsonl, and tensorboard --logdir
        };
        new Trainer(options).Fit(model, clips, train, validation);
        #endregion
    }

    public static ExperimentResult Protocol(TrainingProtocol protocol, IClipSource songs, string run)
    {
        #region protocol
        var result = Experiment.Run(protocol, songs, () => Create(songs.Labels), new() { CheckpointFolder = Path.Combine(run, protocol.Name) });
        Console.WriteLine(result);                                                          // such as cbmi2016, 10 folds: accuracy 0.818 ± 0.047
        Console.WriteLine(result.Songs);                                                    // who was taken for whom, over all folds
        #endregion
        return result;
    }

    /// <summary>Returns a small network of random weights behind a coarse mel spectrogram.</summary>
    internal static AudioClassifier Create(IReadOnlyList<string> labels, ClassOutput output = ClassOutput.OneOf)
    {
        torch.manual_seed(1);
        var mel = new MelSpectrogram(new() { SampleRate = 8_000, FftSize = 256, HopLength = 256, MelBands = 12 });
        var network = new MixedShapeClassifier(new() { Bins = mel.Bins, Classes = labels.Count, FirstLayer = new() { Groups = [FilterShape.Temporal(8).Times(2)] } });
        return new AudioClassifier(mel, network, new() { Labels = labels, PatchFrames = 20, Output = output });
    }
}
