using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class TaggerAtScaleTests
{
    private static readonly TaggerAtScaleOptions Small = new()
    {
        Classes = 4,
        Input = TaggerInput.Spectrogram,
        Bins = 11,
        SpectrogramFilters = FilterSets.TaggingAtScale(bins: 11, filters: 1),
        WaveformFilters = [3, 4, 2],
        Filters = 5,
        DenseUnits = 6,
    };

    [Theory]
    [InlineData(TaggerInput.Spectrogram, 500, 5_924_154, 5_926_198)]
    [InlineData(TaggerInput.Spectrogram, 200, 5_601_054, 5_603_098)]
    [InlineData(TaggerInput.Spectrogram, 1000, 6_462_654, 6_464_698)]
    [InlineData(TaggerInput.Waveform, 500, 5_377_082, 5_379_126)]
    [InlineData(TaggerInput.Waveform, 200, 5_053_982, 5_056_026)]
    [InlineData(TaggerInput.Waveform, 1000, 5_915_582, 5_917_626)]
    public void The_published_networks_have_their_numbers_of_weights(TaggerInput input, int units, long asCoded, long byFilter)
    {
        // Convention: trainable values, without moving statistics. The code has one scale and offset for all 512 filters of each of two layers: 2·(1024 − 2) fewer.
        var spectrogram = input == TaggerInput.Spectrogram;
        foreach (var (preset, expected) in new[]
        {
            (spectrogram ? TaggerAtScaleOptions.SpectrogramAsCoded : TaggerAtScaleOptions.WaveformAsCoded, asCoded),
            (spectrogram ? TaggerAtScaleOptions.Spectrogram : TaggerAtScaleOptions.Waveform, byFilter),
        })
        {
            var options = preset with { DenseUnits = units };
            using var network = new TaggerAtScale(options);

            Assert.Equal(input, options.Input);
            Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
            Assert.Equal(expected, options.ParameterCount);
        }
    }

    [Theory]
    [InlineData(4, 12_512)]
    [InlineData(8, 25_024)]
    [InlineData(16, 50_048)]
    [InlineData(32, 100_096)]
    public void The_front_ends_for_spectrograms_have_their_numbers_of_weights(int filters, long trainable)
    {
        var options = TaggerAtScaleOptions.Spectrogram with { SpectrogramFilters = FilterSets.TaggingAtScale(bins: 96, filters), Filters = 8 };
        using var network = new TaggerAtScale(options);

        Assert.Equal(trainable, options.FrontEndParameterCount);
        Assert.Equal(trainable, network.named_parameters().Where(entry => entry.name.StartsWith("spectrogram_front_end.", StringComparison.Ordinal)).Sum(entry => entry.parameter.numel()));
    }

    [Theory]
    [InlineData(false, 15)]
    [InlineData(true, 15)]
    [InlineData(false, 8)]
    [InlineData(false, 60)]
    public void Logits_of_an_image_are_what_plain_sums_in_double_precision_say(bool shared, int frames)
    {
        using var network = Drawn(Small with { SharedResidualNorm = shared });
        var image = new double[11, frames];
        Buffer.BlockCopy(TestSignals.Noise(11 * frames, seed: 6), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, 11, frames]);

        using var logits = network.call(input);

        TensorAssert.CloseToPeak(new TaggerAtScaleOracle(network).Logits(image), logits, Tolerance.Float64);
    }

    [Theory]
    [InlineData(false, 240)]
    [InlineData(true, 240)]
    [InlineData(false, 400)]
    public void Logits_of_a_waveform_are_what_plain_sums_in_double_precision_say(bool shared, int samples)
    {
        using var network = Drawn(Small with { Input = TaggerInput.Waveform, SharedResidualNorm = shared });
        var waveform = TestSignals.Noise(samples, seed: 7);
        using var input = tensor(waveform, [1, samples]);
        using var image = input.reshape(1, 1, 1, samples);

        using var logits = network.call(input);
        using var same = network.call(image);

        TensorAssert.CloseToPeak(new TaggerAtScaleOracle(network).Logits(waveform), logits, Tolerance.Float64);
        TensorAssert.Close(logits, same, tolerance: 0);
    }

    [Fact]
    public void Without_filters_given_the_first_layer_is_the_paper_s()
    {
        using var network = new TaggerAtScale(Small with { SpectrogramFilters = null, Filters = 2 });

        Assert.Contains("MixedShapeConv(1 -> 464: 16 of 9×7, 32 of 9×3, 64 of 9×1, 16 of 4×7", $"{network}");
    }

    [Fact]
    public void The_published_least_lengths_are_enough_and_a_frame_or_sample_less_is_refused_with_both()
    {
        // Seven frames at once and two pooled take eight; seven layers of three samples leave eight frames of 8·2187 + 2184 samples.
        using var image = zeros(1, 1, 96, 7);
        using var spectrogram = new TaggerAtScale(TaggerAtScaleOptions.Spectrogram with { Filters = 2, SpectrogramFilters = FilterSets.TaggingAtScale(96, 1) });
        using var waveform = new TaggerAtScale(TaggerAtScaleOptions.Waveform with { Filters = 2, WaveformFilters = [2, 2, 2, 2, 2, 2, 2] });
        spectrogram.eval();
        waveform.eval();

        Assert.Equal((8, 19_680), (spectrogram.Options.MinimumLength, waveform.Options.MinimumLength));
        spectrogram.call(zeros(1, 1, 96, 8)).Dispose();
        waveform.call(zeros(1, 19_680)).Dispose();
        Assert.Contains("the image needs at least 8 frames, but got 7. Take a longer image", Assert.Throws<ArgumentException>(() => spectrogram.call(image)).Message);
        Assert.Contains("the waveform needs at least 19680 samples, but got 19679. Take a longer waveform", Assert.Throws<ArgumentException>(() => waveform.call(zeros(1, 19_679))).Message);
    }

    [Fact]
    public void Another_number_of_bins_or_channels_is_refused_with_both()
    {
        using var spectrogram = new TaggerAtScale(Small);
        using var waveform = new TaggerAtScale(Small with { Input = TaggerInput.Waveform });

        Assert.Equal(
            "Expected an image [batch, channel=1, frequency=11, time], but got [2, 1, 96, 40]. Give the input frequency 11, or, where that can be set, build this for frequency 96. (Parameter 'input')",
            Assert.Throws<ArgumentException>(() => spectrogram.call(zeros(2, 1, 96, 40))).Message);
        Assert.Contains("channel=1", Assert.Throws<ArgumentException>(() => waveform.call(zeros(2, 2, 500))).Message);
    }

    [Fact]
    public void A_filter_higher_than_the_image_is_refused_when_the_network_is_built()
    {
        var error = Assert.Throws<ArgumentException>(() => new TaggerAtScale(TaggerAtScaleOptions.Spectrogram with { Bins = 48, SpectrogramFilters = FilterSets.TaggingAtScale(96) }));

        Assert.Contains("A filter of 86×7 needs an image of at least 86 bins, but got 48", error.Message);
    }

    [Fact]
    public void Settings_that_make_no_network_are_refused_and_others_compare_by_value()
    {
        Assert.Contains("between 1 and 65536 filters, but was -1", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Filters = -1 }).Message);
        Assert.Contains("above 0 filters, but was -4", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { WaveformFilters = [4, -4] }).Message);
        Assert.Contains("between 3 and", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Bins = 2 }).Message);
        Assert.Contains("Spectrogram, Waveform", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Input = (TaggerInput)2 }).Message);
        Assert.Equal(Small, Small with { WaveformFilters = new List<int> { 3, 4, 2 }, SpectrogramFilters = [.. Small.SpectrogramFilters!] });
        Assert.NotEqual(Small, Small with { WaveformFilters = [3, 4, 3] });
    }

    private static TaggerAtScale Drawn(TaggerAtScaleOptions options)
    {
        var network = new TaggerAtScale(options);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 37);
        network.eval();
        return network;
    }
}
