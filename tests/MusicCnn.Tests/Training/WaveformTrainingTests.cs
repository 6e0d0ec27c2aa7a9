using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class WaveformTrainingTests
{
    [Fact]
    public void A_network_on_waveforms_tells_low_tones_from_high_ones_also_when_saved_and_loaded()
    {
        var source = TestClips.LowAndHigh(20);
        var network = new TaggerAtScale(TaggerAtScaleOptions.Waveform with
        {
            Classes = 2,
            WaveformFilters = [6, 6, 8, 8],
            Filters = 8,
            DenseUnits = 12,
            Dropout = 0.1,
            // Some dozen steps are too few for running statistics that take over a hundredth of each.
            BatchNormMomentum = 0.2,
        });
        SeededWeights.Draw(network, seed: 1);
        using var model = new AudioClassifier(new RawWaveform(new() { SampleRate = TestClips.SampleRate }), network, new() { Labels = ["low", "high"], PatchFrames = 2_000 });
        using var clips = PreparedClips.Prepare(model, source);

        new Trainer(new() { Epochs = 8, BatchSize = 7, PatchesPerClip = 2, LearningRate = 0.01, Seed = 7 }).Fit(model, clips, [.. Enumerable.Range(0, 14)]);

        model.eval();
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("model.safetensors"), model);
        using var loaded = ModelFile.Load(folder.File("model.safetensors"));
        for (var clip = 14; clip < 20; clip++)
            Assert.Equal(source.Labels[source.Label(clip)], loaded.Predict(source.Load(clip)).Best.Label);
    }
}
