using MusicCnn.Augmentation;
using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

public class ShiftTests
{
    [Theory]
    [InlineData(ShiftEdge.Circular)]
    [InlineData(ShiftEdge.Constant)]
    public void A_waveform_moves_by_a_shift_that_is_uniform_both_ways(ShiftEdge edge)
    {
        using var scope = NewDisposeScope();
        using var layer = new TimeShift(new() { MaxShift = 3, Edge = edge, FillValue = edge == ShiftEdge.Constant ? -1 : 0 });
        double[] waveform = [1, 2, 3, 4, 5, 6, 7, 8];
        var shifts = new List<int>();
        for (var item = 0; item < 700; item++)
        {
            var output = TensorAssert.Values(layer.Apply(tensor(waveform), item: item));
            var shift = Enumerable.Range(-3, 7).Single(shift => Shifted(waveform, shift, edge).SequenceEqual(output));
            shifts.Add(shift + 3);
        }

        Distributions.AreUniform(shifts, 7);
    }

    [Fact]
    public void A_shift_may_be_longer_than_the_example()
    {
        using var scope = NewDisposeScope();
        using var circular = new TimeShift(new() { MaxShift = 100 });
        using var silent = new TimeShift(new() { MaxShift = 100, Edge = ShiftEdge.Constant });
        for (var item = 0; item < 50; item++)
        {
            Assert.Equal([1, 2, 3], TensorAssert.Values(circular.Apply(tensor(new double[] { 1, 2, 3 }), item: item)).Order());
            Assert.Equal(3, silent.Apply(tensor(new double[] { 1, 2, 3 }), item: item).shape[0]);
        }
    }

    [Fact]
    public void Seconds_become_samples_or_frames()
    {
        Assert.Equal(1_600, TimeShiftOptions.Within(TimeSpan.FromSeconds(0.1), 16_000).MaxShift);
        Assert.Equal(6, TimeShiftOptions.Within(TimeSpan.FromSeconds(0.1), 62.5).MaxShift);
        Assert.Equal(1, TimeShiftOptions.Within(TimeSpan.FromMilliseconds(1), 62.5).MaxShift);
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeShiftOptions.Within(TimeSpan.Zero, 62.5));
    }

    [Fact]
    public void A_transposition_moves_all_rows_and_fills_with_the_floor()
    {
        using var scope = NewDisposeScope();
        using var layer = new PitchShift(new LogAxis(12, 12), new() { MaxShift = 2 });
        var image = tensor(TestSignals.Noise(2 * 12 * 5, seed: 2), [2, 12, 5]);
        var floor = TensorAssert.Values(image).Min();
        var shifts = new List<int>();
        for (var item = 0; item < 300; item++)
        {
            var output = layer.Apply(image, item: item);
            var shift = Enumerable.Range(-2, 5).Single(shift => Enumerable.Range(0, 12).All(bin => Row(output, bin).SequenceEqual(
                bin - shift is >= 0 and < 12 ? Row(image, bin - shift) : [.. Enumerable.Repeat(floor, 10)])));
            shifts.Add(shift + 2);
        }

        Distributions.AreUniform(shifts, 5);

        static double[] Row(Tensor image, int bin) => TensorAssert.Values(image.select(1, bin));
    }

    [Fact]
    public void A_transposed_constant_Q_image_is_that_of_the_transposed_tone()
    {
        using var scope = NewDisposeScope();
        using var frontEnd = new ConstantQ(new() { SampleRate = 8_000, HopLength = 128, MinFrequency = 220, Bins = 24, BinsPerOctave = 12 });
        using var layer = new PitchShift(frontEnd, PitchShiftOptions.Within(semitones: 1, frontEnd) with { FillValue = 0 });
        var (original, higher) = (Image(329.63), Image(329.63 * Math.Pow(2, 1 / 12.0)));

        // Of the three shifts that there are, the one that brings the peak of E4, bin 7, into bin 8.
        var up = Enumerable.Range(0, 20).Select(item => layer.Apply(original, item: item)).First(image => image.select(2, 0).argmax().item<long>() == 8);

        // Atoms are not exact copies of each other: their tails, and what they see of the tone's negative frequency, differ by some 1e-4 of the peak.
        TensorAssert.CloseToPeak(TensorAssert.Values(higher.narrow(1, 1, 23)), up.narrow(1, 1, 23), tolerance: 2e-4);

        Tensor Image(double frequency) => frontEnd.call(tensor(TestSignals.Sine(8_000, frequency, 8_000), dtype: ScalarType.Float32)).narrow(2, 25, 10);
    }

    [Theory]
    [InlineData(FrequencyScale.Linear, "a linear")]
    [InlineData(FrequencyScale.Mel, "a mel")]
    [InlineData(FrequencyScale.Tempo, "a tempo")]
    [InlineData(FrequencyScale.None, "no")]
    public void A_front_end_without_a_logarithmic_axis_is_refused_by_name(FrequencyScale scale, string named)
    {
        var error = Assert.Throws<ArgumentException>(() => new PitchShift(new LogAxis(12, 12, scale), new() { MaxShift = 2 }));

        Assert.Contains($"LogAxis has {named} axis. Take a constant-Q front-end, or pitch classes.", error.Message);
        Assert.Throws<ArgumentException>(() => PitchShiftOptions.Within(2, new LogAxis(12, 12, scale)));
    }

    [Fact]
    public void Pitch_classes_rotate()
    {
        using var scope = NewDisposeScope();
        using var layer = new PitchShift(new LogAxis(12, 12, FrequencyScale.PitchClass), new() { MaxShift = 5 });
        var chord = tensor([1.0, 0, 0, 0, 0.5, 0, 0, 0.7, 0, 0, 0, 0], [1, 12, 1]);
        var shifts = Enumerable.Range(0, 600).Select(item =>
        {
            var root = (int)layer.Apply(chord, item: item).argmax().item<long>();
            Assert.Equal(0.5, layer.Apply(chord, item: item)[0, (root + 4) % 12, 0].item<double>());
            return (root + 5) % 12;
        });

        Distributions.AreUniform(shifts, 11);
    }

    [Fact]
    public void Semitones_become_bins_and_more_than_the_axis_has_are_refused()
    {
        Assert.Equal(6, PitchShiftOptions.Within(2, new LogAxis(84, 36)).MaxShift);
        Assert.Contains("below the 12 bins", Assert.Throws<ArgumentException>(() => new PitchShift(new LogAxis(12, 12), new() { MaxShift = 12 })).Message);
    }

    private static double[] Shifted(double[] values, int shift, ShiftEdge edge) => [.. Enumerable.Range(0, values.Length).Select(n =>
        edge == ShiftEdge.Circular ? values[(n - shift + values.Length) % values.Length]
        : n - shift >= 0 && n - shift < values.Length ? values[n - shift] : -1)];
}
