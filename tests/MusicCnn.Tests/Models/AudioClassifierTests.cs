using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class AudioClassifierTests
{
    [Fact]
    public void A_clip_is_cut_into_patches_that_follow_each_other_and_the_rest_is_dropped()
    {
        using var model = Classifiers.Small(patchFrames: 4);
        using var image = arange(2 * 11, dtype: ScalarType.Float32).reshape(1, 1, 2, 11).expand(1, 1, 2, 11).squeeze(0).repeat(1, Classifiers.Bins / 2, 1);

        using var patches = model.Patches(image);

        TensorAssert.Shape([2, 1, Classifiers.Bins, 4], patches);
        TensorAssert.Close([0, 1, 2, 3], patches[0, 0, 0], 0);
        TensorAssert.Close([4, 5, 6, 7], patches[1, 0, 0], 0);
        TensorAssert.Close([15, 16, 17, 18], patches[1, 0, 1], 0);
    }

    [Fact]
    public void Patches_may_overlap_by_a_shorter_hop()
    {
        using var model = Classifiers.Small(patchFrames: 4);
        using var image = arange(9, dtype: ScalarType.Float32).reshape(1, 1, 9).repeat(1, Classifiers.Bins, 1);

        using var patches = model.Patches(image, hop: 2);

        TensorAssert.Shape([3, 1, Classifiers.Bins, 4], patches);
        TensorAssert.Close([4, 5, 6, 7], patches[2, 0, 0], 0);
    }

    [Fact]
    public void A_clip_shorter_than_a_patch_is_repeated_from_its_start()
    {
        using var model = Classifiers.Small(patchFrames: 8);
        using var image = arange(3, dtype: ScalarType.Float32).reshape(1, 1, 3).repeat(1, Classifiers.Bins, 1);

        using var patches = model.Patches(image);

        TensorAssert.Shape([1, 1, Classifiers.Bins, 8], patches);
        TensorAssert.Close([0, 1, 2, 0, 1, 2, 0, 1], patches[0, 0, 5], 0);
    }

    [Fact]
    public void An_image_of_another_front_end_is_refused()
    {
        using var model = Classifiers.Small();
        using var image = zeros(1, 7, 30);

        var error = Assert.Throws<ArgumentException>(() => model.Patches(image));

        Assert.Equal("Expected the image of one clip [channel, frequency=16, time], but got [1, 7, 30]. Give the input frequency 16, or, where that can be set, build this for frequency 7. (Parameter 'image')", error.Message);
    }

    [Fact]
    public void A_prediction_is_the_mean_of_the_probabilities_of_the_patches()
    {
        using var model = Classifiers.Small(patchFrames: 10);
        var clip = Classifiers.Clip(samples: 20_000, model.FrontEnd.SampleRate);

        var prediction = model.Predict(clip);

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var patches = model.Patches(model.Image(clip));
        var expected = TensorAssert.Values(model.Network.call(patches).softmax(1));
        Assert.Equal((model.FrontEnd.FrameCount(20_000)) / 10, prediction.PatchCount);
        Assert.True(prediction.PatchCount > 16, "The clip must be longer than one batch of patches.");
        var actual = prediction.PatchProbabilities().Cast<float>().Select(value => (double)value).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(model.Labels.Order(), prediction.Ranking.Select(ranked => ranked.Label).Order());
        Assert.Equal(1, prediction.Ranking.Sum(ranked => ranked.Probability), 1e-5);
        foreach (var ranked in prediction.Ranking)
        {
            Assert.Equal(ranked.Label, model.Labels[ranked.Index]);
            var mean = Enumerable.Range(0, prediction.PatchCount).Average(patch => actual[(patch * model.Labels.Count) + ranked.Index]);
            Assert.Equal(mean, ranked.Probability, 1e-6);
        }

        Assert.Equal(prediction.Ranking.OrderByDescending(ranked => ranked.Probability), prediction.Ranking);
        Assert.Equal(prediction.Ranking[0], prediction.Best);
    }

    [Fact]
    public void A_waveform_gives_the_logits_of_its_image()
    {
        using var model = Classifiers.Small();
        using var waveform = rand(2, 4_000) - 0.5;

        using var actual = model.call(waveform);
        using var single = model.call(waveform[1]);
        using var expected = model.Network.call(model.Image(waveform));

        TensorAssert.Close(expected, actual, 0);
        TensorAssert.Close(expected.narrow(0, 1, 1), single, Tolerance.Float32Convolution);
    }

    [Fact]
    public void A_stereo_clip_at_another_rate_is_mixed_and_resampled()
    {
        using var model = Classifiers.Small();
        var left = Classifiers.Clip(samples: 44_100, sampleRate: 44_100, seed: 2).Channel(0).ToArray();
        var right = Classifiers.Clip(samples: 44_100, sampleRate: 44_100, seed: 3).Channel(0).ToArray();
        var clip = new AudioClip([left, right], sampleRate: 44_100);

        var prediction = model.Predict(clip);

        var prepared = clip.ToMono().Resampled(8_000);
        Assert.Equal(8_000, prepared.Length);
        Assert.Equal(model.Predict(prepared).ToString(), prediction.ToString());
        Assert.Equal(prepared.Length / 100 / 20, prediction.PatchCount);
    }

    [Theory]
    [InlineData(700)]
    [InlineData(100)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_clip_shorter_than_one_patch_is_classified_as_one_patch(int samples)
    {
        using var model = Classifiers.Small(patchFrames: 50);

        var prediction = model.Predict(Classifiers.Clip(samples, model.FrontEnd.SampleRate));

        Assert.Equal(1, prediction.PatchCount);
    }

    [Fact]
    public void Prediction_does_not_depend_on_how_many_patches_go_through_at_once()
    {
        using var model = Classifiers.Small(patchFrames: 5);
        var long_ = Classifiers.Clip(samples: 20_000, model.FrontEnd.SampleRate);

        var all = model.Predict(long_).PatchProbabilities();

        using var noGradient = no_grad();
        using var patches = model.Patches(model.Image(long_));
        for (var patch = 0; patch < all.GetLength(0); patch += 13)
        {
            using var probabilities = model.Network.call(patches.narrow(0, patch, 1)).softmax(1);
            TensorAssert.Close(Enumerable.Range(0, model.Labels.Count).Select(label => (double)all[patch, label]).ToArray(), probabilities, Tolerance.Float32Convolution);
        }
    }

    [Fact]
    public void Four_threads_predict_on_one_model_at_once()
    {
        using var model = Classifiers.Small(patchFrames: 10);
        var clips = Enumerable.Range(0, 4).Select(seed => Classifiers.Clip(9_000, model.FrontEnd.SampleRate, seed)).ToArray();
        var expected = clips.Select(clip => model.Predict(clip).ToString()).ToArray();

        var actual = new string[clips.Length];
        Parallel.For(0, clips.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            for (var round = 0; round < 3; round++)
                actual[i] = model.Predict(clips[i]).ToString();
        });

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_model_in_training_mode_does_not_predict()
    {
        using var model = Classifiers.Small();
        model.train();

        var error = Assert.Throws<InvalidOperationException>(() => model.Predict(Classifiers.Clip(4_000, 8_000)));

        Assert.Contains("Call eval() before Predict", error.Message);
    }

    [Fact]
    public void An_empty_clip_and_samples_that_are_no_numbers_are_refused()
    {
        using var model = Classifiers.Small();
        var samples = new float[1_000];
        samples[321] = float.NaN;

        var empty = Assert.Throws<ArgumentException>(() => model.Predict(new AudioClip(Array.Empty<float>(), 8_000)));
        var broken = Assert.Throws<ArgumentException>(() => model.Predict(new AudioClip([new float[1_000], samples], 8_000)));

        Assert.Equal("A clip must have at least one sample, but this one is empty. (Parameter 'clip')", empty.Message);
        Assert.Equal("Every sample must be a finite number, but sample 321 of channel 1 is NaN. (Parameter 'clip')", broken.Message);
    }

    [Fact]
    public void A_network_with_another_number_of_outputs_than_labels_is_refused()
    {
        using var model = new AudioClassifier(
            Classifiers.FrontEnd(), Classifiers.Network(classes: 4), new() { Labels = ["a", "b", "c"], PatchFrames = 10 });
        model.eval();

        var error = Assert.Throws<ArgumentException>(() => model.Predict(Classifiers.Clip(4_000, 8_000)));

        Assert.Contains("The network must give logits [batch, labels=3], but gave [", error.Message);
    }

    [Fact]
    public void A_module_without_axes_is_no_front_end()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new AudioClassifier(nn.ReLU(), Classifiers.Network(), new() { Labels = ["a"], PatchFrames = 10 }));

        Assert.Contains("A front-end must implement IFrontEnd, which says its axes, but ReLU does not.", error.Message);
    }

    [Theory]
    [InlineData("at least one label")]
    [InlineData("must not be empty", "a", " ")]
    [InlineData("'a' occurs 2 times", "a", "b", "a")]
    public void Labels_must_be_there_and_differ(string named, params string[] labels) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => new AudioClassifierOptions { Labels = labels, PatchFrames = 1 }).Message);

    [Fact]
    public void A_model_in_double_precision_predicts_too()
    {
        using var model = Classifiers.Small();
        var clip = Classifiers.Clip(5_000, model.FrontEnd.SampleRate);
        var single = model.Predict(clip);
        model.to(ScalarType.Float64);

        var twice = model.Predict(clip);

        Assert.Equal(single.Best.Label, twice.Best.Label);
        Assert.Equal(single.Best.Probability, twice.Best.Probability, 1e-4);
    }

    [Fact]
    public void Predicting_leaves_no_tensor_behind()
    {
        using var model = Classifiers.Small(patchFrames: 5);
        var clip = Classifiers.Clip(5_000, model.FrontEnd.SampleRate);

        Assert.Equal(0, LiveTensors.ChangeBy(() => model.Predict(clip)));
    }
}
