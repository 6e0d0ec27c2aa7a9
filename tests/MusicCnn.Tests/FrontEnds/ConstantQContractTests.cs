using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Holds the constant-Q front-ends to shapes, types, lifetimes and messages.</summary>
[Collection(Alone.Name)]
public class ConstantQContractTests
{
    private static readonly ConstantQOptions Options = new() { SampleRate = 8_000, MinFrequency = 220, Bins = 24, HopLength = 100 };

    [Theory]
    [InlineData(new long[] { 1000 }, new long[] { 1, 24, 11 })]
    [InlineData(new long[] { 3, 1000 }, new long[] { 3, 1, 24, 11 })]
    [InlineData(new long[] { 3, 1, 1000 }, new long[] { 3, 1, 24, 11 })]
    [InlineData(new long[] { 3, 2, 1000 }, new long[] { 3, 2, 24, 11 })]
    public void Image_has_the_shape_that_front_ends_promise(long[] waveform, long[] image)
    {
        using var cqt = new ConstantQ(Options);
        using var result = cqt.call(zeros(waveform));

        TensorAssert.Shape(image, result);
        Assert.True(result.is_contiguous());
        Assert.Equal((24, 11, 80.0, 100, FrequencyScale.Logarithmic), (cqt.Bins, cqt.FrameCount(1000), cqt.FrameRate, cqt.HopLength, cqt.Scale));
    }

    [Fact]
    public void Batch_equals_its_signals_one_by_one()
    {
        using var cqt = new ConstantQ(Options);
        using var batch = tensor(TestSignals.Noise(6 * 1100, seed: 3), [3, 2, 1100], dtype: ScalarType.Float32);
        using var together = cqt.call(batch);

        // An FFT of several signals at a time may round otherwise than one of a single one.
        for (var n = 0; n < 3; n++)
        {
            for (var c = 0; c < 2; c++)
                TensorAssert.CloseToPeak(TensorAssert.Values(cqt.call(batch[n, c])), together[n, c], Tolerance.Float32Fft);
        }
    }

    [Fact]
    public void Number_of_threads_does_not_change_a_bit()
    {
        using var cqt = new ConstantQ(Options);
        using var waveform = tensor(TestSignals.Noise(5 * 3000, seed: 3), [5, 3000], dtype: ScalarType.Float32);
        var threads = get_num_threads();
        try
        {
            set_num_threads(1);
            using var one = cqt.call(waveform);
            set_num_threads(2);
            using var two = cqt.call(waveform);
            TensorAssert.Close(TensorAssert.Values(one), two, 0);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Conversion_there_and_back_loses_no_digit_of_the_scales()
    {
        using var cqt = new ConstantQ(Options);
        using var parent = nn.Sequential(("cqt", cqt));

        parent.to(ScalarType.Float64);
        var scales = TensorAssert.Values(cqt.state_dict()["scales"]);
        parent.to(ScalarType.Float32);
        parent.to(ScalarType.Float64);

        Assert.Equal(scales, TensorAssert.Values(cqt.state_dict()["scales"]));
        Assert.Contains(scales, scale => scale != (float)scale);
    }

    [Fact]
    public void Signals_of_many_lengths_in_turn_give_what_they_give_alone()
    {
        using var cqt = new ConstantQ(Options);
        foreach (var samples in new[] { 500, 900, 1700, 2600, 4000, 500, 9000, 1700 })
        {
            using var waveform = tensor(TestSignals.Noise(samples, seed: samples), dtype: ScalarType.Float32);
            using var fresh = new ConstantQ(Options);
            TensorAssert.Close(TensorAssert.Values(fresh.call(waveform)), cqt.call(waveform), 0);
        }
    }

    [Fact]
    public void Wrong_waveforms_are_errors_that_say_what_was_expected()
    {
        using var cqt = new ConstantQ(Options);

        Assert.Contains("but got [2, 3, 4, 100].", Assert.Throws<ArgumentException>(() => cqt.call(zeros(2, 3, 4, 100))).Message);
        Assert.Contains("of at least one sample, but got [2, 0].", Assert.Throws<ArgumentException>(() => cqt.call(zeros(2, 0))).Message);
        Assert.Contains(
            "The waveform must be Float32 like the module, but was Float64.",
            Assert.Throws<ArgumentException>(() => cqt.call(zeros(200, dtype: ScalarType.Float64))).Message);
        Assert.Contains(
            "The waveform must be finite, but element 3 of row 0 is NaN.",
            Assert.Throws<ArgumentException>(() => cqt.call(tensor(new[] { 0f, 0f, 0f, float.NaN }))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => cqt.FrameCount(0));
    }

    [Fact]
    public void A_bin_above_half_the_rate_is_an_error_that_says_how_many_fit()
    {
        Assert.Equal(
            "Bin 83 lies at 26579.5 Hz, but bins must lie below half the sample rate (4000 Hz). Take at most 51 bins, a lower MinFrequency or a higher SampleRate. (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => new ConstantQ(Options with { Bins = 84 })).Message);
        Assert.Equal(
            "MinFrequency puts the lowest bin at 4000 Hz, but bins must lie below half the sample rate (4000 Hz). Take a lower MinFrequency or a higher SampleRate. (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => new ConstantQ(Options with { MinFrequency = 4_000 })).Message);
        Assert.Contains(
            "under librosa's rule its whole band must lie below half the sample rate (4000 Hz). Take at most 50 bins",
            Assert.Throws<ArgumentException>(() => new ConstantQ(Options with { AtomRule = AtomRule.Librosa, Bins = 51 })).Message);
        new ConstantQ(Options with { Bins = 51 }).Dispose();
        new ConstantQ(Options with { AtomRule = AtomRule.Librosa, Bins = 50 }).Dispose();
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_errors_with_a_remedy()
    {
        Assert.Contains(
            "The lowest bin, at 0.0001 Hz, has an atom of 1.387e+09 samples; at most 16777216 are possible. Raise MinFrequency",
            Assert.Throws<ArgumentException>(() => new ConstantQ(Options with { MinFrequency = 1e-4 })).Message);
        Assert.Contains(
            "has an atom of 1.67 samples; at least 4 are needed. Take a larger FilterScale",
            Assert.Throws<ArgumentException>(() => new ConstantQ(Options with { FilterScale = 0.01 })).Message);
        Assert.Contains(
            "A compression needs Magnitude or Power, but Output was Complex.",
            Assert.Throws<ArgumentException>(() => new ConstantQ(Options with { Output = SpectrumKind.Complex, Compression = new LogOnePlus(1) })).Message);
        Assert.Throws<ArgumentNullException>(() => new ConstantQ(null!));
    }

    [Fact]
    public void Settings_out_of_range_are_errors_that_name_value_and_unit()
    {
        Assert.Contains("HopLength must be above 0 samples, but was 0.", Assert.Throws<ArgumentOutOfRangeException>(() => Options with { HopLength = 0 }).Message);
        Assert.Contains("MinFrequency must be above 0 hertz, but was NaN.", Assert.Throws<ArgumentOutOfRangeException>(() => Options with { MinFrequency = double.NaN }).Message);
        Assert.Contains("SideLobeError must lie between", Assert.Throws<ArgumentOutOfRangeException>(() => Options with { SideLobeError = 0 }).Message);
        Assert.Contains("AtomRule must be one of Exact, Librosa, NnAudio", Assert.Throws<ArgumentOutOfRangeException>(() => Options with { AtomRule = (AtomRule)7 }).Message);
        Assert.Contains("Bins must be above 0 bins, but was -1.", Assert.Throws<ArgumentOutOfRangeException>(() => Options with { Bins = -1 }).Message);
        Assert.Contains("Gamma must not be below 0 hertz, but was -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new VariableQOptions { SampleRate = 8_000, Gamma = -1 }).Message);
    }

    [Fact]
    public void Settings_survive_json()
    {
        var constant = Options with { AtomRule = AtomRule.Librosa, Normalization = AtomNormalization.UnitEnergy, Compression = new LogOnePlus(10) };
        var variable = new VariableQOptions { SampleRate = 8_000, Gamma = 3, EdgePadding = EdgePadding.Reflect };
        var harmonic = HarmonicConstantQOptions.Bittner2017 with { Harmonics = [1, 3], AboveNyquist = HarmonicsAboveNyquist.Zero };

        Assert.Equal(constant, JsonRoundTrip.Of(constant));
        Assert.Equal(variable, JsonRoundTrip.Of(variable));
        Assert.Equal(harmonic, JsonRoundTrip.Of(harmonic));
        Assert.Equal(harmonic.GetHashCode(), JsonRoundTrip.Of(harmonic).GetHashCode());
        Assert.NotEqual(harmonic, harmonic with { Harmonics = [1, 4] });
        Assert.NotEqual(harmonic, harmonic with { AboveNyquist = HarmonicsAboveNyquist.Refuse });
        Assert.NotEqual(harmonic, harmonic with { HopLength = 128 });
    }

    [Fact]
    public void Front_ends_print_their_sizes()
    {
        using var cqt = new ConstantQ(Options);

        Assert.Equal("ConstantQ(Magnitude, 8000 Hz, hop 100 samples, 12 per octave -> 24 bins, 220-830.6 Hz)", cqt.ToString());
    }

    [Fact]
    public void Gradient_in_double_precision_does_not_depend_on_where_tables_lie_in_memory()
    {
        // A table begins at a multiple of 8 bytes, and only half of all tables at one of 16. The gradient of a complex product with one of the others ended
        // the process.
        for (var i = 0; i < 60; i++)
        {
            using var cqt = new ConstantQ(Options with { MinFrequency = 500, HopLength = 50 }).to(ScalarType.Float64);
            using var waveform = zeros(120, dtype: ScalarType.Float64).requires_grad_();

            cqt.call(waveform).sum().backward();

            Assert.All(TensorAssert.Values(waveform.grad!), value => Assert.Equal(0, value));
        }
    }
}
