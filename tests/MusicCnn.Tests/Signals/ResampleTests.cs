using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Signals;

public class ResampleTests
{
    public static TheoryData<int, int> Ratios => new()
    {
        { 3, 2 }, { 2, 3 }, { 44_100, 16_000 }, { 16_000, 44_100 }, { 48_000, 16_000 }, { 16_000, 48_000 }, { 22_050, 16_000 }, { 11_025, 8_000 },
        { 44_100, 15_999 }, { 15_999, 44_100 }, { 8_000, 1 },
    };

    // Values that torchaudio 0.13.1 gives for the probe signal, 1500 samples, at its default settings.
    [Theory]
    [InlineData(3, 2, 1_000, 0, 0.25137943)]
    [InlineData(3, 2, 1_000, 100, 0.20619239)]
    [InlineData(3, 2, 1_000, 999, -0.12618808)]
    [InlineData(2, 3, 2_250, 0, 0.29855993)]
    [InlineData(2, 3, 2_250, 100, -0.23075592)]
    public void Torchaudio_preset_gives_torchaudio_values(int from, int to, int length, int index, double expected)
    {
        using var resample = new Resample(from, to, ResampleOptions.Torchaudio);

        using var single = resample.call(tensor(TestSignals.Probe(1_500), dtype: ScalarType.Float32));
        resample.to(ScalarType.Float64);
        using var exact = resample.call(tensor(TestSignals.Probe(1_500)));

        Assert.Equal(length, exact.shape[0]);
        Assert.Equal(expected, TensorAssert.Values(exact)[index], Tolerance.Printed);
        Assert.Equal(expected, TensorAssert.Values(single)[index], Tolerance.Float32Sum);
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Length_is_the_ratio_rounded_up_and_axes_are_kept(int from, int to)
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(from, to, ResampleOptions.Torchaudio);
        foreach (var samples in new[] { 1, 2, 160, 441, 1_000 })
        {
            var length = (long)Math.Ceiling((decimal)samples * to / from);

            TensorAssert.Shape([length], resample.call(zeros(samples)));
            TensorAssert.Shape([3, length], resample.call(zeros(3, samples)));
            TensorAssert.Shape([3, 2, length], resample.call(zeros(3, 2, samples)));
            Assert.Equal(length, resample.OutputLength(samples));
        }
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Vectorized_path_agrees_with_the_tensor_path(int from, int to)
    {
        using var scope = NewDisposeScope();
        foreach (var options in new[] { ResampleOptions.Torchaudio, ResampleOptions.KaiserFast, ResampleOptions.High })
        {
            using var resample = new Resample(from, to, options);
            foreach (var samples in new[] { 1, 700, 23_000 })
            {
                var signal = tensor(TestSignals.Noise(2 * samples, seed: samples), [2, samples], dtype: ScalarType.Float32);

                var vectorized = resample.call(signal);
                var tensors = resample.call(signal.clone().requires_grad_());

                TensorAssert.Close(tensors, vectorized, Tolerance.Float32Sum);
            }
        }
    }

    [Fact]
    public void Batch_equals_its_signals_one_by_one_and_views_equal_copies()
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(3, 2);
        var signals = tensor(TestSignals.Noise(4_000, seed: 3), [1_000, 4], dtype: ScalarType.Float32).transpose(0, 1);

        var batch = resample.call(signals);

        for (var n = 0; n < 4; n++)
            TensorAssert.Close(resample.call(signals[n].contiguous()), batch[n], 0);
    }

    [Fact]
    public void Impulse_stays_where_it_is_and_spreads_evenly()
    {
        using var scope = NewDisposeScope();
        foreach (var (from, to) in new[] { (441, 160), (160, 441), (3, 2) })
        {
            using var resample = new Resample(from, to);
            resample.to(ScalarType.Float64);

            var response = TensorAssert.Values(resample.call(tensor(TestSignals.Impulse((10 * from) + 1, 5 * from))));

            var center = 5 * to;
            Assert.Equal(center, Array.IndexOf(response, response.Max()));
            for (var n = 1; n <= center; n++)
                Assert.Equal(response[center - n], response[center + n], Tolerance.Float64);
        }
    }

    [Fact]
    public void Delay_by_whole_blocks_delays_the_result_by_whole_blocks()
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(441, 160);
        resample.to(ScalarType.Float64);
        var noise = TestSignals.Noise(5 * 441, seed: 2);

        var early = TensorAssert.Values(resample.call(tensor((double[])[.. noise, .. new double[3 * 441]])));
        var late = TensorAssert.Values(resample.call(tensor((double[])[.. new double[2 * 441], .. noise, .. new double[441]])));

        for (var n = 0; n < 6 * 160; n++)
            Assert.Equal(early[n], late[n + (2 * 160)], Tolerance.Float64);
    }

    [Fact]
    public void Gradient_reaches_through_groups_of_phases()
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(44_100, 15_999, ResampleOptions.Torchaudio);
        var signal = tensor(TestSignals.Noise(2_000, seed: 5), dtype: ScalarType.Float32);
        var direction = tensor(TestSignals.Noise(2_000, seed: 6), dtype: ScalarType.Float32);
        var leaf = signal.clone().requires_grad_();

        resample.call(leaf).sum().backward();

        // The conversion is linear: the gradient of the sum, times a direction, is the sum of the converted direction.
        Assert.Equal(resample.call(direction).sum().item<float>(), (leaf.grad! * direction).sum().item<float>(), 1e-3);
    }

    [Fact]
    public void Signal_within_the_band_survives_a_round_trip()
    {
        using var scope = NewDisposeScope();
        using var up = new Resample(44_100, 48_000);
        using var down = new Resample(48_000, 44_100);
        up.to(ScalarType.Float64);
        down.to(ScalarType.Float64);
        var chord = new double[44_100];
        foreach (var frequency in new[] { 55, 440, 3_520, 9_973, 19_800 })
        {
            var tone = TestSignals.Sine(chord.Length, frequency, 44_100, 0.2);
            for (var n = 0; n < chord.Length; n++)
                chord[n] += tone[n];
        }

        var back = TensorAssert.Values(down.call(up.call(tensor(chord))));

        // The middle, where the filter never sees the silence around the signal: 90 dB below a full-scale signal.
        Assert.Equal(chord.Length, back.Length);
        for (var n = 500; n < chord.Length - 500; n++)
            Assert.Equal(chord[n], back[n], 3e-5);
    }

    [Fact]
    public void Equal_rates_give_the_waveform_unchanged()
    {
        using var resample = new Resample(44_100, 44_100);
        using var waveform = tensor(TestSignals.Probe(100), dtype: ScalarType.Float32);

        using var same = resample.call(waveform);

        TensorAssert.Close(waveform, same, 0);
    }

    [Fact]
    public void Wrong_waveforms_are_refused()
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(3, 2);

        Assert.Contains("[1, 2, 3, 4]", Assert.Throws<ArgumentException>(() => resample.call(zeros(1, 2, 3, 4))).Message, StringComparison.Ordinal);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => resample.call(zeros(5, dtype: ScalarType.Float64))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => resample.call(zeros(2, 0)));
        Assert.Contains("must be finite", Assert.Throws<ArgumentException>(() => resample.call(full([5], float.NaN))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_and_settings_out_of_range_are_refused_with_their_unit()
    {
        Assert.Contains("fromRate must be above 0 hertz, but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Resample(0, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resample(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResampleOptions { Width = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResampleOptions { Rolloff = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResampleOptions { Rolloff = 1.01 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResampleOptions { KaiserBeta = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResampleOptions { Window = (ResampleWindow)9 });
    }

    [Fact]
    public void Kernels_convert_without_losing_digits_and_survive_a_dispose_scope()
    {
        Resample resample;
        using (NewDisposeScope())
            resample = new Resample(2, 3);
        using (resample)
        {
            Assert.Equal(["kernels"], resample.state_dict().Keys);
            Assert.Empty(resample.parameters());

            resample.to(ScalarType.Float64);
            var expected = new PhaseGroups(PolyphaseKernel.Create(2, 3, ResampleOptions.High)).Design;
            TensorAssert.Close(expected, resample.state_dict()["kernels"], 0);
            Assert.Equal("Resample(2 -> 3 Hz, 135 taps, rolloff 0.95)", resample.ToString());
        }
    }
}
