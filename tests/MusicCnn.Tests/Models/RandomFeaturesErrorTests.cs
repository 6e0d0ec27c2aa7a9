using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class RandomFeaturesErrorTests
{
    [Fact]
    public void An_image_too_small_for_the_pooling_or_a_filter_is_refused()
    {
        using var squares = new RandomFeatures(new() { Layers = RandomNetworks.SmallSquares(1) });
        using var shape = new RandomFeatures(new() { Layers = RandomNetworks.SingleShape(FilterShape.Rectangular(9, 3), 1) });
        using var narrow = zeros(1, 1, 96, 1279);
        using var low = zeros(1, 1, 8, 20);

        Assert.Contains("A pooling window of 4 frames needs at least as many behind the filters", Assert.Throws<ArgumentException>(() => squares.call(narrow)).Message);
        Assert.Contains("A filter of 9×3 needs an image of at least 9 bins, but got 8", Assert.Throws<ArgumentException>(() => shape.call(low)).Message);
    }

    [Theory]
    [InlineData("SmallSquares", 96, 1280)]
    [InlineData("SampleLevel", 1, 2187)]
    [InlineData("FrameLevel", 1, 736)]
    [InlineData("FrameLevelManyShapes", 1, 225)]
    public void The_smallest_image_gives_features_and_one_a_frame_narrower_is_refused(string name, int bins, int frames)
    {
        // 4·4·5·4·4; 3⁷; two frames behind 7 of 512 samples every 32, padded or not.
        var layers = name switch
        {
            "SmallSquares" => RandomNetworks.SmallSquares(1),
            "SampleLevel" => RandomNetworks.SampleLevel(1),
            "FrameLevel" => RandomNetworks.FrameLevel(1),
            _ => RandomNetworks.FrameLevelManyShapes(1),
        };
        using var features = new RandomFeatures(new() { Layers = layers });
        using var smallest = ones(1, 1, bins, frames);
        using var narrower = ones(1, 1, bins, frames - 1);

        using var values = features.call(smallest);

        Assert.True(values.isfinite().all().item<bool>());
        Assert.Throws<ArgumentException>(() => features.call(narrower));
    }

    [Fact]
    public void Layers_that_do_not_fit_each_other_are_refused()
    {
        var three = Layer(new() { Groups = [FilterShape.Temporal(3).Times(3)], Pooling = FeaturePooling.None });

        Assert.Contains("at least one layer", Assert.Throws<ArgumentException>(() => new RandomFeaturesOptions { Layers = [] }).Message);
        Assert.Contains(
            "Layer 2 takes 1 channels, but layer 1 leaves 3. Set its InChannels to 3.", Assert.Throws<ArgumentException>(() => new RandomFeaturesOptions { Layers = [three, three] }).Message);
        Assert.Contains(
            "has no batch normalization, but Convolution.BatchNorm is AfterActivation",
            Assert.Throws<ArgumentException>(() => Layer(three.Convolution with { BatchNorm = BatchNormOrder.AfterActivation })).Message);
        Assert.Contains("above 0 frames, but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => three with { PooledFrames = 0 }).Message);
    }

    [Fact]
    public void A_residual_layer_that_changes_the_shape_is_refused_with_both()
    {
        var layer = Layer(new() { Groups = [FilterShape.Temporal(3).Times(2)], Pooling = FeaturePooling.None, TimePadding = AxisPadding.Valid });
        using var features = new RandomFeatures(new() { Layers = [layer with { Residual = true }] });
        using var image = zeros(1, 1, 4, 9);

        Assert.Contains("layer 1 makes [1, 2, 4, 7] of [1, 1, 4, 9]", Assert.Throws<ArgumentException>(() => features.call(image)).Message);
    }

    [Fact]
    public void Frames_too_few_to_pool_in_front_of_a_layer_are_refused()
    {
        var layer = Layer(new() { Groups = [FilterShape.Temporal(1).Times(1)], Pooling = FeaturePooling.None }) with { PooledFrames = 5 };
        using var features = new RandomFeatures(new() { Layers = [layer] });
        using var image = zeros(1, 1, 2, 4);

        Assert.Contains("A pooling window of 5 frames needs at least as many in front of layer 1, but there are 4.", Assert.Throws<ArgumentException>(() => features.call(image)).Message);
    }

    [Fact]
    public void A_clip_that_cannot_be_used_is_named_and_one_that_is_not_there_is_refused()
    {
        using var mel = new MelSpectrogram(Classifiers.Mel);
        using var features = new RandomFeatures(new() { Layers = RandomNetworks.SingleShape(FilterShape.Temporal(50), 1) });
        var clips = new TestClips(["a"], [(0, Classifiers.Clip(6_000, 8_000)), (0, new AudioClip(new float[300], 8_000))]);

        var error = Assert.Throws<InvalidDataException>(() => features.Extract(mel, clips));

        Assert.Contains("'clip 1' cannot be used: ", error.Message);
        Assert.Contains("needs an image of at least 50 frames", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => features.Extract(mel, clips, [2]));
        Assert.Throws<ArgumentException>(() => features.Extract(mel, clips, []));
    }

    private static RandomLayer Layer(MixedShapeConvOptions convolution) => new() { Convolution = convolution };
}
