using MusicCnn.Audio.Synthesis;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Tests.Training;
using MusicCnn.Training;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Takes untrained networks from clips to classes.</summary>
public class RandomBaselineTests
{
    private static readonly MelSpectrogramOptions Mel = new() { SampleRate = 8_000, FftSize = 256, HopLength = 160, MelBands = 24, Compression = new LogOnePlus(10_000) };

    [Fact]
    public void Untrained_temporal_filters_tell_rhythms_and_as_many_timbral_ones_hardly()
    {
        var songs = new RhythmSet(new() { ClipsPerClass = 12, SampleRate = 8_000, LongestClip = TimeSpan.FromSeconds(5), Seed = 1 });
        var split = ClipSplit.ByClip(songs, testFraction: 1 / 3.0, seed: 1);
        using var mel = new MelSpectrogram(Mel);

        var temporal = Accuracies(RandomNetworks.Temporal(filters: 8));
        var timbral = Accuracies(RandomNetworks.Timbral(bins: 24, filters: 8));

        // Eight styles of four test clips: chance is 1/8, and 11 of 32 by chance has a probability below 1 in 1,000. Three seeds gave 0.63 to 0.84 and 0.22 to 0.31.
        Assert.All(temporal, accuracy => Assert.InRange(accuracy, 0.5, 1));
        Assert.All(timbral.Zip(temporal), pair => Assert.True(pair.First < 0.7 * pair.Second, $"{pair.First} against {pair.Second}."));

        double[] Accuracies(IReadOnlyList<RandomLayer> layers)
        {
            using var features = new RandomFeatures(new() { Layers = layers, Seed = 1 });
            using var train = features.Extract(mel, songs, split.Train);
            using var test = features.Extract(mel, songs, split.Test);
            int[] labels = [.. split.Train.Select(songs.Label)];
            using var ridge = new RidgeClassifier(new() { Features = features.FeatureCount, Classes = 8 });
            using var machine = new ExtremeLearningMachine(new() { Features = features.FeatureCount, Classes = 8, Seed = 1 });
            ridge.Fit(train, labels);
            machine.Fit(train, labels);
            return [Accuracy(ridge.Predict(test)), Accuracy(machine.Predict(test))];
        }

        double Accuracy(int[] predicted) => predicted.Zip(split.Test).Average(pair => pair.First == songs.Label(pair.Second) ? 1.0 : 0);
    }

    [Fact]
    public void A_baseline_is_tested_saved_and_loaded_as_a_classifier()
    {
        var clips = TestClips.LowAndHigh(12);
        var mel = new MelSpectrogram(Mel);
        var network = new RandomFeatureClassifier(new() { Features = new() { Layers = RandomNetworks.Timbral(24, 2), Seed = 2 }, Classes = 2 });
        network.Fit(mel, clips, [0, 1, 2, 3, 4, 5]);
        using var model = new AudioClassifier(mel, network, new() { Labels = clips.Labels, PatchFrames = 40 });
        model.eval();
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("random.safetensors"), model);

        using var loaded = ModelFile.Load(folder.File("random.safetensors"));

        Assert.Equal(1, Evaluator.Evaluate(loaded, clips, [6, 7, 8, 9, 10, 11]).SongAccuracy);
        using var images = rand(3, 1, 24, 40);
        using var expected = network.call(images);
        using var actual = loaded.Network.call(images);
        TensorAssert.Close(expected, actual, tolerance: 0);
        Assert.Equal(network.ToString(), loaded.Network.ToString());
    }

    [Fact]
    public void A_baseline_that_was_not_fitted_stays_so_in_a_file()
    {
        using var folder = new TemporaryFolder();
        using var model = new AudioClassifier(
            new MelSpectrogram(Mel), new RandomFeatureClassifier(new() { Features = new() { Layers = RandomNetworks.Timbral(24, 1) }, Classes = 2 }), new() { Labels = ["low", "high"], PatchFrames = 40 });
        ModelFile.Save(folder.File("random.safetensors"), model);

        using var loaded = ModelFile.Load(folder.File("random.safetensors"));

        Assert.Throws<InvalidOperationException>(() => loaded.Predict(Classifiers.Clip(8_000, 8_000)));
    }

    [Fact]
    public void Features_of_a_clip_are_the_same_bits_alone_and_among_others_in_the_order_asked_for()
    {
        var clips = TestClips.LowAndHigh(5);
        using var mel = new MelSpectrogram(Mel);
        using var features = new RandomFeatures(new() { Layers = RandomNetworks.Musical(24, 4) });

        using var all = features.Extract(mel, clips);
        using var some = features.Extract(mel, clips, [3, 0]);
        using var alone = features.Extract(mel, clips.Load(3));

        TensorAssert.Shape([5, 112], all);
        TensorAssert.Close(all[3].unsqueeze(0), alone, tolerance: 0);
        TensorAssert.Close(all.index_select(0, tensor(new long[] { 3, 0 })), some, tolerance: 0);
        Assert.False(all.requires_grad);
    }

    [Fact]
    public void Waveforms_go_through_sample_level_filters()
    {
        var clips = TestClips.LowAndHigh(12);
        using var waveform = new RawWaveform(new() { SampleRate = 8_000 });
        using var features = new RandomFeatures(new() { Layers = RandomNetworks.SampleLevel(8) });
        using var ridge = new RidgeClassifier(new() { Features = 56, Classes = 2 });
        using var train = features.Extract(waveform, clips, [0, 1, 2, 3, 4, 5, 6, 7]);
        using var test = features.Extract(waveform, clips, [8, 9, 10, 11]);
        ridge.Fit(train, Enumerable.Range(0, 8).Select(clips.Label));

        Assert.Equal([0, 1, 0, 1], ridge.Predict(test));
    }

    [Fact]
    public void Extracting_leaves_one_tensor_and_stops_when_cancelled()
    {
        var clips = TestClips.LowAndHigh(3);
        using var mel = new MelSpectrogram(Mel);
        using var features = new RandomFeatures(new() { Layers = RandomNetworks.Timbral(24, 1) });
        Tensor? extracted = null;

        Assert.Equal(1, LiveTensors.ChangeBy(() => extracted = features.Extract(mel, clips)));

        extracted!.Dispose();
        Assert.Throws<OperationCanceledException>(() => features.Extract(mel, clips, cancellationToken: new CancellationToken(canceled: true)));
    }
}
