using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Atoms;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class HarmonicConstantQTests
{
    private static readonly HarmonicConstantQOptions Options = new()
    {
        SampleRate = 22_050,
        MinFrequency = 110,
        Bins = 24,
        BinsPerOctave = 12,
        HopLength = 300,
    };

    [Theory]
    [InlineData(SpectrumKind.Magnitude)]
    [InlineData(SpectrumKind.Complex)]
    public void Every_channel_is_the_constant_q_transform_of_its_harmonic(SpectrumKind kind)
    {
        using var hcqt = new HarmonicConstantQ(Options with { Output = kind, SideLobeError = 1e-15 });
        using var waveform = tensor(TestSignals.Noise(2 * 2 * 9_000, seed: 3), [2, 2, 9_000], dtype: ScalarType.Float32);
        using var image = hcqt.call(waveform);

        TensorAssert.Shape([2, 12, 24, 31], image);
        for (var channel = 0; channel < 12; channel++)
        {
            using var cqt = new ConstantQ(new()
            {
                SampleRate = 22_050,
                MinFrequency = 110 * hcqt.Options.Harmonics[channel % 6],
                Bins = 24,
                HopLength = 300,
                Output = kind,
                SideLobeError = 1e-15,
            });
            using var alone = cqt.call(waveform.narrow(1, channel / 6, 1));
            TensorAssert.CloseToPeak(TensorAssert.Values(alone), image.narrow(1, channel, 1), Tolerance.Float32Mel);
        }
    }

    [Fact]
    public void Harmonics_of_a_tone_stand_in_one_row()
    {
        using var hcqt = new HarmonicConstantQ(Options with { Harmonics = [1, 2, 3] });
        var tone = Enumerable.Range(1, 3).Select(h => TestSignals.Sine(22_050, h * 220, 22_050, 0.3)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y).ToArray());
        using var image = hcqt.call(tensor(tone, dtype: ScalarType.Float32));

        // A3 is 12 bins above A2; the third harmonic is 2 cents off its bin. No other row has all three.
        using var middle = image.select(2, 36);
        TensorAssert.Close([0.3, 0.3, 0.3], middle.select(1, 12), 0.01);
        Assert.Equal(12, middle.sum([0L]).argmax().item<long>());
    }

    [Theory]
    [InlineData(new long[] { 3_000 }, new long[] { 6, 24, 11 })]
    [InlineData(new long[] { 2, 3_000 }, new long[] { 2, 6, 24, 11 })]
    [InlineData(new long[] { 2, 1, 3_000 }, new long[] { 2, 6, 24, 11 })]
    [InlineData(new long[] { 2, 3, 3_000 }, new long[] { 2, 18, 24, 11 })]
    public void Harmonics_multiply_the_channels(long[] waveform, long[] image)
    {
        using var hcqt = new HarmonicConstantQ(Options);
        using var result = hcqt.call(zeros(waveform));

        TensorAssert.Shape(image, result);
        Assert.Equal((24, 110.0), (hcqt.Bins, hcqt.CenterFrequencies[0]));
    }

    [Fact]
    public void A_harmonic_above_half_the_rate_is_an_error_that_names_it()
    {
        Assert.Equal(
            "Harmonic 5 puts bin 83 at 66448.75 Hz, but bins must lie below half the sample rate (11025 Hz). Take at most 52 bins, leave the harmonic out, raise SampleRate, or set AboveNyquist to Zero. (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => new HarmonicConstantQ(Options with { Bins = 84, Harmonics = [5, 0.5] })).Message);
        Assert.Contains(
            "Harmonic 200 puts bin 23 at",
            Assert.Throws<ArgumentException>(() => new HarmonicConstantQ(Options with { Harmonics = [1, 200] })).Message);
    }

    [Fact]
    public void Bins_above_half_the_rate_are_zero_when_asked_for()
    {
        using var hcqt = new HarmonicConstantQ(Options with { Bins = 60, AboveNyquist = HarmonicsAboveNyquist.Zero, Harmonics = [1, 4, 200] });
        using var image = hcqt.call(tensor(TestSignals.Noise(5_000, seed: 2), dtype: ScalarType.Float32));
        using var peaks = image.amax([2L]);

        // 4·110·2^(55/12) = 10,548 Hz is the last below 11,025.
        Assert.Equal(60, (peaks[0] > 0).sum().item<long>());
        Assert.Equal(56, (peaks[1].narrow(0, 0, 56) > 0).sum().item<long>());
        Assert.Equal(0, peaks[1].narrow(0, 56, 4).max().item<float>());
        Assert.Equal(0, peaks[2].max().item<float>());
    }

    [Fact]
    public void Harmonics_an_octave_apart_share_their_atoms()
    {
        // 0.5, 1, 2 and 4 span five octaves together; 3 and 5 stand alone.
        var axis = HarmonicAxis.Of(Options);

        Assert.Equal(60 + 24 + 24, axis.Frequencies.Count);
        Assert.Equal(6 * 24, axis.Places.Count);
    }

    [Fact]
    public void Defaults_are_those_of_deep_salience()
    {
        var options = HarmonicConstantQOptions.Bittner2017;

        Assert.Equal((22_050, 256, 360, 60), (options.SampleRate, options.HopLength, options.Bins, options.BinsPerOctave));
        Assert.Equal([0.5, 1, 2, 3, 4, 5], new HarmonicConstantQOptions { SampleRate = 22_050 }.Harmonics);
        using var hcqt = new HarmonicConstantQ(options);
        using var image = hcqt.call(tensor(TestSignals.Noise(5_000, seed: 2), dtype: ScalarType.Float32));
        TensorAssert.Shape([6, 360, 20], image);
        Assert.InRange(image.max().item<float>(), 0f, 0f);
        Assert.InRange(image.min().item<float>(), -80f, -1f);
    }

    [Fact]
    public void Impossible_harmonics_are_errors()
    {
        Assert.Contains("must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => Options with { Harmonics = [1, 0] }).Message);
        Assert.Contains("must have at least one", Assert.Throws<ArgumentException>(() => Options with { Harmonics = [] }).Message);
        Assert.Contains("Harmonics must differ from each other, but were 1, 2, 1.", Assert.Throws<ArgumentException>(() => Options with { Harmonics = [1, 2, 1] }).Message);
    }
}
