using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>The code blocks of docs/random-features.md, each a region of its own; <see cref="RandomFeaturesPageTests"/> holds the two together.</summary>
internal static class RandomFeaturesCode
{
    public static int Baseline(IClipSource songs)
    {
        #region baseline
        using var mel = new MelSpectrogram(RandomNetworks.Images);
        using var features = new RandomFeatures(new() { Layers = RandomNetworks.Temporal(filters: 32), Seed = 1 });
        var split = ClipSplit.ByClip(songs, testFraction: 0.2, seed: 1);

        using var train = features.Extract(mel, songs, split.Train);                 // [clips, 448]
        using var ridge = new RidgeClassifier(new() { Features = features.FeatureCount, Classes = songs.Labels.Count });
        ridge.Fit(train, split.Train.Select(songs.Label));

        using var test = features.Extract(mel, songs, split.Test);
        var right = ridge.Predict(test).Zip(split.Test, (predicted, clip) => predicted == songs.Label(clip)).Count(correct => correct);
        Console.WriteLine($"{right} of {split.Test.Count}, penalty {ridge.Penalty:g3}");
        #endregion
        return right;
    }

    public static RandomFeaturesOptions Onsets()
    {
        #region onsets
        var onsets = new RandomFeaturesOptions { Layers = [new() { Convolution = new() { Groups = FilterSets.Onsets().Times(8), Pooling = FeaturePooling.OverFrequency } }] };
        #endregion
        return onsets;
    }

    public static void Files(IClipSource songs, ClipSplit split, string path)
    {
        #region files
        var frontEnd = new MelSpectrogram(RandomNetworks.Images);
        var network = new RandomFeatureClassifier(new() { Features = new() { Layers = RandomNetworks.Temporal(filters: 32) }, Classes = songs.Labels.Count });
        network.Fit(frontEnd, songs, split.Train);
        using var model = new AudioClassifier(frontEnd, network, new() { Labels = songs.Labels, PatchFrames = frontEnd.FramesIn(TimeSpan.FromSeconds(5)) });
        model.eval();
        ModelFile.Save(path, model);
        #endregion
    }
}
