using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Trains a network of several channels with a front-end that learns. Training sets the seed of the whole process.</summary>
[Collection(Alone.Name)]
public class HarmonicTrainingTests
{
    [Fact]
    public void A_harmonic_network_learns_low_from_high_tones_and_its_filters_learn_with_it()
    {
        var clips = TestClips.LowAndHigh(16);
        using var model = new AudioClassifier(
            new HarmonicFilters(new() { SampleRate = TestClips.SampleRate, FftSize = 512, HopLength = 200, Harmonics = 2, Bins = 32, MinFrequency = 130.8, BinsPerSemitone = 1, Compression = new LogOnePlus(1_000) }),
            new HarmonicCnn(new() { Classes = 2, Harmonics = 2, Bins = 32, Filters = 4, Blocks = 3, Dropout = 0 }),
            new() { Labels = clips.Labels, PatchFrames = 16 });
        SeededWeights.Draw(model.Network, seed: 1);
        int[] train = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        using var prepared = PreparedClips.Prepare(model, clips);

        var result = new Trainer(new() { Epochs = 8, BatchSize = 5, LearningRate = 0.01, Schedule = LearningRateSchedule.Constant, PatchesPerClip = 2, Seed = 3 }).Fit(model, prepared, train);

        Assert.True(prepared.HoldsWaveforms);
        Assert.True(result.Epochs[^1].Loss < 0.5 * result.Epochs[0].Loss, $"{result.Epochs[0].Loss} to {result.Epochs[^1].Loss}.");
        Assert.Equal(1, Evaluator.Evaluate(model, prepared, [10, 11, 12, 13, 14, 15]).SongAccuracy);
        Assert.NotEqual(1f, model.FrontEndModule.parameters().Single().item<float>());
    }
}
