using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class StftPhysicsTests
{
    private const int Rate = 8000;

    [Theory]
    [InlineData(512, 17)]
    [InlineData(511, 100)]
    public void Tone_at_a_bin_center_peaks_in_that_bin(int size, int bin)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = size, Placement = FramePlacement.Inside, Output = SpectrumKind.Power });
        using var power = stft.call(tensor(TestSignals.Sine(4000, stft.CenterFrequencies[bin], Rate), dtype: ScalarType.Float32));

        Assert.Equal((double)bin * Rate / size, stft.CenterFrequencies[bin], 1e-9);
        Assert.All(power[0].argmax(0).data<long>().ToArray(), peak => Assert.Equal(bin, peak));
    }

    [Fact]
    public void Unit_sine_at_a_bin_center_has_magnitude_one_when_scaled_so()
    {
        using var stft = new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 512,
            Placement = FramePlacement.Inside,
            Scaling = SpectrumScaling.UnitSine,
            Output = SpectrumKind.Magnitude,
        }).to(ScalarType.Float64);
        using var magnitude = stft.call(tensor(TestSignals.Sine(4000, stft.CenterFrequencies[40], Rate, phase: 0.3)));

        TensorAssert.Close(Enumerable.Repeat(1.0, stft.FrameCount(4000)).ToArray(), magnitude[0, 40], 1e-9);
    }

    [Fact]
    public void White_noise_has_its_variance_in_every_bin_when_scaled_by_the_window_energy()
    {
        using var stft = new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 64,
            Placement = FramePlacement.Inside,
            Scaling = SpectrumScaling.WindowEnergy,
            Output = SpectrumKind.Power,
        });
        using var noise = tensor(TestSignals.Noise(400_000, seed: 5), dtype: ScalarType.Float32);
        using var mean = stft.call(noise).mean([0L, 2L]);

        // Variance 1/3; some 6,000 independent frames leave a relative spread of 1/√6000 = 1.3 % a bin, 33 bins: five of them.
        Assert.All(TensorAssert.Values(mean), power => Assert.Equal(1.0 / 3, power, 0.065 / 3));
    }

    [Fact]
    public void Frame_length_scaling_divides_by_the_root_of_the_size()
    {
        using var plain = new Stft(new() { SampleRate = Rate, FftSize = 256, Output = SpectrumKind.Power }).to(ScalarType.Float64);
        using var scaled = new Stft(plain.Options with { Scaling = SpectrumScaling.FrameLength }).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Probe(1000));

        TensorAssert.Close(plain.call(waveform) / 256, scaled.call(waveform), Tolerance.Float64);
    }

    [Fact]
    public void Delay_of_one_hop_shifts_frames_by_one()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 256, HopLength = 100, Placement = FramePlacement.Inside });
        using var signal = tensor(TestSignals.Noise(3000, seed: 4), dtype: ScalarType.Float32);
        using var delayed = cat([zeros(100), signal]);

        using var before = stft.call(signal);
        using var after = stft.call(delayed);

        TensorAssert.Close(TensorAssert.Values(before), after.narrow(2, 1, before.shape[2]), 0);
    }

    [Fact]
    public void Doubling_the_amplitude_quadruples_the_power()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 256, Output = SpectrumKind.Power });
        using var signal = tensor(TestSignals.Probe(3000), dtype: ScalarType.Float32);

        // A factor of two is exact in floating point.
        TensorAssert.Close(TensorAssert.Values(stft.call(signal) * 4), stft.call(signal * 2), 0);
    }

    [Fact]
    public void Impulse_sounds_alike_in_all_bins()
    {
        using var stft = new Stft(new()
        {
            SampleRate = Rate,
            FftSize = 255,
            Window = Window.Rectangular,
            Placement = FramePlacement.Inside,
            Output = SpectrumKind.Magnitude,
        });
        using var magnitude = stft.call(tensor(TestSignals.Impulse(255, 100), dtype: ScalarType.Float32));

        TensorAssert.Close(Enumerable.Repeat(1.0, 128).ToArray(), magnitude, Tolerance.Float32Fft);
    }
}
