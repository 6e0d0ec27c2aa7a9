using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Layers;
using MusicCnn.Tests.Insight.Summaries;
using MusicCnn.Tests.Support;
using MusicCnn.Waveform;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Waveform;

[Collection(Alone.Name)]
public class SampleLevelConvTests
{
    private static readonly SampleLevelConvOptions Small = new() { Filters = [3, 4, 2] };

    [Fact]
    public void The_published_layers_have_their_weights_and_sizes()
    {
        // Trainable values of seven layers: 3·64 + 64 and two for each filter in normalization, and so on; 273 ms of sound at 16 kHz.
        long[] filters = [64, 64, 64, 128, 128, 128, 256];
        var expected = filters.Select((count, layer) => count * (3 * (layer == 0 ? 1 : filters[layer - 1]) + 3)).Sum();
        using var layers = new SampleLevelConv(new());

        Assert.Equal(248_448, expected);
        Assert.Equal(expected, layers.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(expected, layers.Options.ParameterCount);
        Assert.Equal((2187, 4371, 4371, 256), (layers.Options.HopLength, layers.Options.ReceptiveSamples, layers.Options.MinimumSamples, layers.Options.OutChannels));
        Assert.Equal("SampleLevelConv(7 layers of 64, 64, 64, 128, 128, 128, 256; a frame of 2187 samples)", layers.ToString());
    }

    [Theory]
    [InlineData(AxisPadding.Valid, 51)]
    [InlineData(AxisPadding.Valid, 200)]
    [InlineData(AxisPadding.Same, 27)]
    [InlineData(AxisPadding.Same, 200)]
    public void Features_are_what_plain_sums_in_double_precision_say(AxisPadding padding, int samples)
    {
        using var layers = Drawn(Small with { Padding = padding });
        var waveform = TestSignals.Noise(samples, seed: 4);
        using var input = tensor(waveform, [1, samples]);

        using var features = layers.call(input);

        var expected = SampleLevelOracle.Evaluate(new(layers), "", layers: 3, waveform, padded: padding == AxisPadding.Same);
        TensorAssert.CloseToPeak([.. expected.SelectMany(channel => channel)], features, Tolerance.Float64);
    }

    [Theory]
    [InlineData(AxisPadding.Valid, new[] { 51, 77, 78, 79, 104, 105, 131, 132 }, new[] { 1, 1, 2, 2, 2, 3, 3, 4 })]
    [InlineData(AxisPadding.Same, new[] { 27, 53, 54, 80, 81 }, new[] { 1, 1, 2, 2, 3 })]
    public void A_frame_more_takes_a_hop_of_samples_more(AxisPadding padding, int[] samples, int[] frames)
    {
        using var layers = Drawn(Small with { Padding = padding });
        foreach (var (length, count) in samples.Zip(frames))
        {
            using var features = layers.call(zeros(1, length, dtype: ScalarType.Float64));

            TensorAssert.Shape([1, 2, count], features);
            Assert.Equal(count, layers.Options.FrameCount(length));
        }
    }

    [Fact]
    public void A_value_sees_the_stated_number_of_samples()
    {
        using var layers = new SampleLevelConv(new() { Filters = [4, 4, 4], BatchNorm = BatchNormOrder.None });
        SeededWeights.Draw(layers, seed: 3);
        layers.eval();

        Assert.Equal((1, layers.Options.ReceptiveSamples), GradientSupport.Of(layers, 1, 1, 160));
    }

    [Fact]
    public void A_summary_says_what_a_value_sees_in_samples()
    {
        using var raw = new RawWaveform(new() { SampleRate = 16_000 });
        using var layers = new SampleLevelConv(new());

        var summary = ModelSummary.Of(layers, raw, new() { Duration = TimeSpan.FromSeconds(1) });

        // A layer of k filters of three samples takes 3 multiply-adds for each channel and position, and one for normalization: 64·(3 + 1) at every third sample, …
        Assert.Equal([1, 256, 6], summary.Rows[0].OutputShape!);
        Assert.Equal((4371, 4371 / 16_000.0), (summary.Rows[0].Sees!.Frames, summary.Rows[0].Sees!.Seconds));
        Assert.Equal(64 * 4 * 5333, summary.Rows.Single(row => row.Name == "layers.0").MultiplyAddsPerSecond);
        Assert.Equal(64 * (192 + 1) * 5331, summary.Rows.Single(row => row.Name == "layers.1").MultiplyAddsPerSecond);
    }

    [Fact]
    public void A_waveform_a_hop_later_has_its_features_a_frame_later()
    {
        using var layers = Drawn(Small);
        using var waveform = rand(2, 300, dtype: ScalarType.Float64);
        using var later = waveform.narrow(1, Small.HopLength, 300 - Small.HopLength);

        using var features = layers.call(waveform);
        using var expected = layers.call(later);

        var frames = expected.shape[2];
        TensorAssert.CloseToPeak(TensorAssert.Values(expected), features.narrow(2, 1, frames), Tolerance.Float64);
    }

    [Fact]
    public void Every_layout_of_a_waveform_has_the_same_features()
    {
        using var layers = Drawn(Small);
        using var waveform = rand(60, dtype: ScalarType.Float64);
        using var expected = layers.call(waveform);
        foreach (var shape in new long[][] { [1, 60], [1, 1, 60], [1, 1, 1, 60] })
        {
            using var features = layers.call(waveform.reshape(shape));
            TensorAssert.Close(expected, features, tolerance: 0);
        }
    }

    [Fact]
    public void A_waveform_shorter_than_the_least_is_refused_with_both_lengths()
    {
        using var layers = new SampleLevelConv(new());
        using var waveform = zeros(2, 4370);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => layers.call(waveform));

        Assert.StartsWith("7 layers of three samples need a waveform of at least 4371 samples, but got 4370. Take a longer waveform, or fewer layers.", error.Message);
    }

    [Fact]
    public void A_training_batch_with_one_value_for_each_channel_is_refused()
    {
        using var layers = new SampleLevelConv(new() { Filters = [2] });
        using var waveform = rand(1, 3);

        Assert.Contains("needs at least 2 values for each channel", Assert.Throws<ArgumentException>(() => layers.call(waveform)).Message);
        layers.eval();
        layers.call(waveform).Dispose();
    }

    [Fact]
    public void Settings_that_make_no_layers_are_refused_and_others_compare_by_value()
    {
        Assert.Contains("1 to 16 layers, but Filters has 0 counts", Assert.Throws<ArgumentException>(() => Small with { Filters = [] }).Message);
        Assert.Contains("1 to 16 layers, but Filters has 17 counts", Assert.Throws<ArgumentException>(() => Small with { Filters = new int[17] }).Message);
        Assert.Contains("above 0 filters, but was -1", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Filters = [4, -1] }).Message);
        Assert.Equal(Small, JsonRoundTrip.Of(Small));
        Assert.NotEqual(Small, Small with { Filters = [3, 4, 3] });
    }

    private static SampleLevelConv Drawn(SampleLevelConvOptions options)
    {
        var layers = new SampleLevelConv(options);
        layers.to(ScalarType.Float64);
        SeededState.Draw(layers, seed: 11);
        layers.eval();
        return layers;
    }
}
