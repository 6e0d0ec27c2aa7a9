using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Layers;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds untrained networks to the source's layers, their weights to its distribution, and their features to plain means.</summary>
public class RandomFeaturesTests
{
    public static TheoryData<string> Networks => new(Small.Keys);

    /// <summary>Every network of the paper with few filters, and a small image that fits it.</summary>
    private static Dictionary<string, (IReadOnlyList<RandomLayer> Layers, int Bins, int Frames)> Small { get; } = new()
    {
        ["small squares"] = (RandomNetworks.SmallSquares(2), 96, 1281),
        ["single shape"] = (RandomNetworks.SingleShape(FilterShape.Rectangular(7, 3), 4), 9, 11),
        ["timbral"] = (RandomNetworks.Timbral(10, 2), 10, 12),
        ["temporal"] = (RandomNetworks.Temporal(4), 6, 70),
        ["musical"] = (RandomNetworks.Musical(10, 4), 10, 33),
        ["audio"] = (RandomNetworks.Audio(10, 4), 10, 33),
        ["sample level"] = (RandomNetworks.SampleLevel(2), 1, 4400),
        ["frame level"] = (RandomNetworks.FrameLevel(3), 1, 1000),
        ["frame level, many shapes"] = (RandomNetworks.FrameLevelManyShapes(2), 1, 701),
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_feature_is_the_mean_of_a_map_of_plain_sums_in_double_precision(string name)
    {
        var (layers, bins, frames) = Small[name];
        using var features = new RandomFeatures(new() { Layers = layers, Seed = 5 });
        features.to(ScalarType.Float64);
        var image = new double[1, bins, frames];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 7), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, bins, frames]);

        using var actual = features.call(input);

        var expected = Expected(features, image);
        TensorAssert.Shape([1, features.FeatureCount], actual);
        TensorAssert.CloseToPeak(expected, actual, Tolerance.Float64);
        // With so few filters some are off everywhere.
        Assert.True(expected.Count(value => value != 0) > features.FeatureCount / 2, "Nearly all features are zero.");
    }

    [Fact]
    public void The_papers_networks_have_about_3500_features()
    {
        Assert.Equal(5 * 717, Count(RandomNetworks.SmallSquares()));
        Assert.Equal(3585, Count(RandomNetworks.SingleShape(FilterShape.Rectangular(86, 7))));
        Assert.Equal(14 * 256, Count(RandomNetworks.Timbral()));
        Assert.Equal((256 - 64) + (512 - 64) + (1024 - 64) + (2048 - 64), Count(RandomNetworks.Temporal()));
        Assert.Equal(28 * 128, Count(RandomNetworks.Musical()));
        Assert.Equal(28 * 128, Count(RandomNetworks.Audio()));
        Assert.Equal(7 * 512, Count(RandomNetworks.SampleLevel()));
        Assert.Equal(4 * 896, Count(RandomNetworks.FrameLevel()));
        Assert.Equal(8 * 448, Count(RandomNetworks.FrameLevelManyShapes()));
        Assert.Equal(112, Count(RandomNetworks.Musical(filters: 4)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_was_drawn_before_and_another_seed_others()
    {
        using var image = tensor(TestSignals.Noise(10 * 40, seed: 1), [1, 1, 10, 40]).to(ScalarType.Float32);

        var first = Features(seed: 4);
        using (var draws = rand(100))
            Assert.Equal(first, Features(seed: 4));
        Assert.NotEqual(first, Features(seed: 5));

        double[] Features(int seed)
        {
            using var features = new RandomFeatures(new() { Layers = RandomNetworks.Musical(10, 4), Seed = seed });
            using var values = features.call(image);
            return TensorAssert.Values(values);
        }
    }

    [Fact]
    public void Weights_are_normal_within_two_deviations_biases_zero_and_neither_is_trained()
    {
        using var features = new RandomFeatures(new() { Layers = RandomNetworks.SingleShape(FilterShape.Rectangular(86, 7), 200) });
        var parameters = features.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var weights = TensorAssert.Values(parameters["layers.0.groups.0.conv.weight"]);

        Assert.All(parameters.Values, parameter => Assert.False(parameter.requires_grad));
        Assert.All(TensorAssert.Values(parameters["layers.0.groups.0.conv.bias"]), bias => Assert.Equal(0, bias));
        // tf.contrib's variance scaling: deviation √(1.3·2/n) before the limit. 0.7737 is the variance of a normal number within two deviations; 120,400 draws estimate it to 1 %.
        const double n = 86 * 7;
        Assert.InRange(weights.Max(Math.Abs), 1.99 * Math.Sqrt(2.6 / n), 2 * Math.Sqrt(2.6 / n) * (1 + Tolerance.Float32Rounding));
        Assert.Equal(0.7737, weights.Average(weight => weight * weight) / (2.6 / n), 0.01);
        Assert.Equal(0, weights.Average() / Math.Sqrt(2.6 / n), 0.01);
    }

    [Fact]
    public void Gradients_reach_the_image()
    {
        using var features = new RandomFeatures(new() { Layers = RandomNetworks.Musical(6, 1) });
        features.to(ScalarType.Float64);
        using var image = tensor(TestSignals.Noise(6 * 9, seed: 2), [1, 1, 6, 9]);

        GradientCheck.Passes(features.call, image);
    }

    [Fact]
    public void The_papers_input_is_96_bands_at_12_kilohertz()
    {
        using var mel = new MelSpectrogram(RandomNetworks.Images);
        using var waveform = new RawWaveform(RandomNetworks.Waveforms);

        Assert.Equal((96, 12_000, 46.875), (mel.Bins, mel.SampleRate, mel.FrameRate));
        Assert.Equal(12_000, waveform.SampleRate);
        // The original's 350,000 samples of GTZAN.
        Assert.True(mel.FrameCount(350_000) >= 1280);
    }

    [Fact]
    public void Settings_compare_by_value()
    {
        var options = new RandomFeaturesOptions { Layers = RandomNetworks.SampleLevel(2), Seed = 1 };

        Assert.Equal(options, options with { Layers = RandomNetworks.SampleLevel(2) });
        Assert.Equal(options.GetHashCode(), (options with { Layers = RandomNetworks.SampleLevel(2) }).GetHashCode());
        Assert.NotEqual(options, options with { Layers = RandomNetworks.SampleLevel(3) });
        Assert.Equal(options, JsonRoundTrip.Of(options));
    }

    private static int Count(IReadOnlyList<RandomLayer> layers) => new RandomFeaturesOptions { Layers = layers }.FeatureCount;

    /// <summary>Returns the features of an image by plain loops, layer after layer.</summary>
    private static double[] Expected(RandomFeatures features, double[,,] image)
    {
        var expected = new List<double>();
        var layers = features.modules().OfType<MixedShapeConv>().ToArray();
        for (var place = 0; place < layers.Length; place++)
        {
            var settings = features.Options.Layers[place];
            if (settings.PooledFrames > 1)
                image = Make(image.GetLength(0), image.GetLength(1), image.GetLength(2) / settings.PooledFrames, (c, f, t) => Enumerable.Range(t * settings.PooledFrames, settings.PooledFrames).Max(frame => image[c, f, frame]));
            var values = MixedShapeOracle.Evaluate(layers[place], image);
            var shape = layers[place].OutputShape(1, image.GetLength(0), image.GetLength(1), image.GetLength(2));
            var (channels, frames) = ((int)shape[1], (int)shape[^1]);
            var bins = values.Length / channels / frames;
            var input = image;
            image = Make(channels, bins, frames, (c, f, t) => values[((c * bins) + f) * frames + t] + (settings.Residual ? input[c, f, t] : 0));
            for (var c = 0; c < channels; c++)
                expected.Add((from f in Enumerable.Range(0, bins) from t in Enumerable.Range(0, frames) select image[c, f, t]).Average());
        }

        return [.. expected];
    }

    private static double[,,] Make(int channels, int bins, int frames, Func<int, int, int, double> value)
    {
        var image = new double[channels, bins, frames];
        for (var c = 0; c < channels; c++)
        {
            for (var f = 0; f < bins; f++)
            {
                for (var t = 0; t < frames; t++)
                    image[c, f, t] = value(c, f, t);
            }
        }

        return image;
    }
}
