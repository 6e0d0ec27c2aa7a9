using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Takes the harmonic CNN with its learned front-end through everything that a classifier does.</summary>
public class HarmonicClassifierTests
{
    private static readonly HarmonicFiltersOptions Notes = new()
    {
        SampleRate = 8_000,
        FftSize = 512,
        HopLength = 200,
        Harmonics = 3,
        Bins = 16,
        MinFrequency = 130.8,
        BinsPerSemitone = 1,
        Compression = new LogOnePlus(1_000),
    };

    [Fact]
    public void A_saved_classifier_predicts_the_same_and_keeps_the_learned_quality()
    {
        using var folder = new TemporaryFolder();
        using var model = Model();
        using (no_grad())
            model.FrontEndModule.parameters().Single().fill_(1.7);
        var clip = Classifiers.Clip(9_000, 8_000);
        var expected = model.Predict(clip);

        ModelFile.Save(folder.File("model.safetensors"), model);
        using var loaded = ModelFile.Load(folder.File("model.safetensors"));

        Assert.Equal(expected.PatchProbabilities(), loaded.Predict(clip).PatchProbabilities());
        Assert.Equal(1.7f, loaded.FrontEndModule.parameters().Single().item<float>());
        Assert.True(expected.PatchCount > 1);
    }

    [Fact]
    public void Gradients_reach_the_quality_of_the_filters()
    {
        using var model = Model();
        SeededWeights.Draw(model.Network, seed: 5);
        model.train();
        // More than two: two values that are normalized over the batch are 1 and −1, whatever they were.
        using var waveforms = tensor(TestSignals.Noise(5 * 4_000, seed: 2), [5, 4_000]).to(ScalarType.Float32);

        using var logits = model.call(waveforms);
        using var loss = logits.square().sum();
        loss.backward();

        TensorAssert.Shape([5, 2], logits);
        Assert.NotEqual(0, model.FrontEndModule.parameters().Single().grad!.item<float>());
    }

    [Fact]
    public void A_front_end_of_another_number_of_harmonics_is_refused_when_the_model_is_saved()
    {
        using var folder = new TemporaryFolder();
        using var model = new AudioClassifier(
            new HarmonicFilters(Notes with { Harmonics = 2 }), new HarmonicCnn(Network), new() { Labels = ["high", "low"], PatchFrames = 16 });

        var error = Assert.Throws<ArgumentException>(() => ModelFile.Save(folder.File("model.safetensors"), model));

        Assert.Contains("does not take the images of the front-end, 2 channels of 16 bins × 16 frames: Expected an image [batch, harmonic=3,", error.Message);
    }

    [Fact]
    public void A_summary_takes_the_channels_of_the_front_end()
    {
        using var frontEnd = new HarmonicFilters(Notes);
        using var network = new HarmonicCnn(Network);

        Assert.Equal(3, ModelSummary.Of(network, frontEnd).ImageShape[1]);
    }

    [Theory]
    [InlineData(DeltaAxis.Channels, 3, 5)]
    [InlineData(DeltaAxis.Rows, 1, 15)]
    public void Cepstra_with_slopes_say_their_channels(DeltaAxis axis, int channels, int rows)
    {
        using var mfcc = new Mfcc(MfccOptions.Librosa with { Coefficients = 5, Deltas = new() { Axis = axis } });
        using var image = mfcc.call(zeros(1, 22_050));

        Assert.Equal([1, channels, rows], image.shape[..3]);
        Assert.Equal((channels, rows), (((IFrontEnd)mfcc).Channels, mfcc.Bins));
    }

    [Fact]
    public void A_front_end_makes_one_channel_unless_it_says_otherwise()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var constantQ = new HarmonicConstantQ(HarmonicConstantQOptions.Bittner2017);

        Assert.Equal((1, 6), (mel.Channels, constantQ.Channels));
    }

    private static HarmonicCnnOptions Network => new() { Classes = 2, Harmonics = 3, Bins = 16, Filters = 2, Blocks = 3 };

    private static AudioClassifier Model()
    {
        var model = new AudioClassifier(new HarmonicFilters(Notes), new HarmonicCnn(Network), new() { Labels = ["high", "low"], PatchFrames = 16 });
        SeededWeights.Draw(model, seed: 3);
        model.eval();
        return model;
    }
}
