using MusicCnn.FrontEnds;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Holds constant-Q transforms to what sound does, whatever formula they compute.</summary>
public class ConstantQPhysicsTests
{
    private const int Rate = 22_050;

    private static readonly ConstantQOptions Options = new() { SampleRate = Rate, MinFrequency = Pitch.Parse("C3"), Bins = 60, HopLength = 512 };

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    [InlineData(59)]
    public void Tone_at_a_bin_center_peaks_in_that_bin_with_magnitude_one(int bin)
    {
        using var cqt = new ConstantQ(Options);
        using var magnitude = Steady(cqt.call(Float(TestSignals.Sine(Rate, cqt.CenterFrequencies[bin], Rate, phase: 0.7))));

        Assert.All(magnitude.argmax(0).data<long>().ToArray(), peak => Assert.Equal(bin, peak));

        // The negative frequency leaks 8e-6, and the side lobes that are left out 2e-6.
        TensorAssert.Close(Enumerable.Repeat(1.0, (int)magnitude.shape[1]).ToArray(), magnitude[bin], 1.2e-5);
    }

    [Fact]
    public void Phase_of_a_tone_is_its_phase_at_the_center_of_the_frame()
    {
        using var cqt = new ConstantQ(Options with { Output = SpectrumKind.Phase });
        var frequency = cqt.CenterFrequencies[20];
        using var phase = cqt.call(Float(TestSignals.Sine(Rate, frequency, Rate, phase: 0.7)));

        // A sine is a cosine a quarter turn later.
        for (var t = 12; t < 30; t++)
        {
            var expected = (2 * Math.PI * frequency * t * 512 / Rate) + 0.7 - (Math.PI / 2);
            Assert.Equal(0, Math.IEEERemainder(expected - phase[0, 20, t].item<float>(), 2 * Math.PI), 5e-4);
        }
    }

    [Fact]
    public void An_octave_up_moves_the_peak_by_the_bins_per_octave()
    {
        using var cqt = new ConstantQ(Options with { BinsPerOctave = 24, Bins = 96 });
        var peaks = new[] { 1.0, 2, 4 }.Select(factor =>
            Steady(cqt.call(Float(TestSignals.Sine(Rate, 300 * factor, Rate)))).mean([1L]).argmax().item<long>()).ToArray();

        Assert.Equal([peaks[0], peaks[0] + 24, peaks[0] + 48], peaks);
        Assert.Equal((24, 2, 48), (cqt.BinsIn(octaves: 1.0), cqt.BinsIn(semitones: 1), cqt.BinsIn(octaves: 2.0)));
    }

    [Theory]
    [InlineData(AtomRule.Exact)]
    [InlineData(AtomRule.Librosa)]
    public void Impulse_sounds_alike_in_all_bins_when_normalized_by_length(AtomRule rule)
    {
        // L/Σw is 2 to a part of a million; librosa's window of up to one sample more or less than L ≥ 97 makes it 2 to 2 %.
        using var cqt = new ConstantQ(Options with { AtomRule = rule, Normalization = AtomNormalization.Length, SideLobeError = 1e-15 });
        using var magnitude = cqt.call(Float(TestSignals.Impulse(Rate, 20 * 512)));

        TensorAssert.Close(Enumerable.Repeat(2.0, 60).ToArray(), magnitude[0].select(1, 20), rule == AtomRule.Exact ? 1e-5 : 0.025);
    }

    [Fact]
    public void White_noise_has_its_variance_in_every_bin_when_normalized_by_energy()
    {
        using var cqt = new ConstantQ(Options with { Normalization = AtomNormalization.UnitEnergy, Output = SpectrumKind.Power, MinFrequency = 800, Bins = 24, HopLength = 256 });
        using var mean = cqt.call(Float(TestSignals.Noise(600_000, seed: 3))).mean([0L, 2L]);

        // Variance 1/3; a bin is α·f ≥ 46 Hz wide, so 27 s hold some 1,250 independent values: relative spread 2.8 %, four of them.
        Assert.All(TensorAssert.Values(mean), power => Assert.Equal(1.0 / 3, power, 0.115 / 3));
    }

    [Fact]
    public void Delay_of_one_hop_shifts_frames_by_one()
    {
        using var cqt = new ConstantQ(Options with { SideLobeError = 1e-15 });
        using var signal = Float(TestSignals.Noise(30_000, seed: 4));

        using var before = cqt.call(signal);
        using var after = cqt.call(cat([zeros(512), signal]));

        TensorAssert.CloseToPeak(TensorAssert.Values(before), after.narrow(2, 1, before.shape[2]), Tolerance.Float32Mel);
    }

    [Fact]
    public void Doubling_the_amplitude_quadruples_the_power()
    {
        using var cqt = new ConstantQ(Options with { Output = SpectrumKind.Power });
        using var signal = Float(TestSignals.Probe(9_000));

        // A factor of two is exact in floating point.
        TensorAssert.Close(TensorAssert.Values(cqt.call(signal) * 4), cqt.call(signal * 2), 0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Transposing_a_tone_changes_what_is_pooled_over_frequency_by_less_than_a_hundredth(int semitones)
    {
        using var cqt = new ConstantQ(new() { SampleRate = Rate });
        var tonic = Pooled(Pitch.Parse("A3"));
        var transposed = Pooled(Pitch.FromMidi(Pitch.Parse("A3").MidiNumber + semitones));

        Assert.InRange(tonic, 0.1, 1);
        Assert.InRange(Math.Abs((transposed / tonic) - 1), 0, 0.01);

        double Pooled(Pitch pitch)
        {
            // Ten harmonics that fall off as those of a string.
            var tone = Enumerable.Range(1, 10).Select(h => TestSignals.Sine(2 * Rate, h * pitch.Frequency, Rate, 0.5 / h, h)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y).ToArray());
            using var scope = NewDisposeScope();
            return Steady(cqt.call(Float(tone))).amax([0L]).mean().item<float>();
        }
    }

    [Theory]
    [InlineData(AtomRule.Librosa)]
    [InlineData(AtomRule.NnAudio)]
    public void Rules_describe_the_same_sound(AtomRule rule)
    {
        using var exact = new ConstantQ(Options with { QualityFactor = QualityFactor.Symmetric });
        using var other = new ConstantQ(Options with
        {
            AtomRule = rule,
            QualityFactor = QualityFactor.Symmetric,
            Normalization = AtomNormalization.UnitSine,
            EdgePadding = EdgePadding.Zero,
        });
        using var signal = Float(TestSignals.Noise(40_000, seed: 9));

        using var expected = exact.call(signal);
        using var difference = other.call(signal) - expected;

        // Published: 1 to 3 % of the peak, and not nothing.
        Assert.InRange((difference.abs().max() / expected.max()).item<float>(), 1e-3, 0.05);
    }

    [Fact]
    public void Frame_count_does_not_depend_on_the_lowest_frequency()
    {
        using var low = new ConstantQ(Options with { MinFrequency = 20 });
        using var high = new ConstantQ(Options with { MinFrequency = 300 });
        foreach (var samples in new[] { 1, 511, 512, 513, 10_000 })
        {
            using var image = low.call(zeros(samples));
            Assert.Equal((1 + (samples / 512), 1 + (samples / 512)), (low.FrameCount(samples), high.FrameCount(samples)));
            TensorAssert.Shape([1, 60, 1 + (samples / 512)], image);
        }
    }

    /// <summary>Returns the frames that are away from the ends, [F, T].</summary>
    private static Tensor Steady(Tensor image)
    {
        var frames = image.shape[2];
        return image[0].narrow(1, frames / 3, frames / 3);
    }

    private static Tensor Float(double[] samples) => tensor(samples, dtype: ScalarType.Float32);
}
