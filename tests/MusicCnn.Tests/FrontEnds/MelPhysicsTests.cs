using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelPhysicsTests
{
    [Fact]
    public void Tone_peaks_in_the_band_nearest_to_it()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { FftSize = 2048, Normalization = MelNormalization.None });
        foreach (var band in new[] { 10, 40, 80 })
        {
            using var image = mel.call(tensor(TestSignals.Sine(16_000, mel.CenterFrequencies[band], 16_000), dtype: ScalarType.Float32));
            Assert.Equal(band, image[0].mean([1L]).argmax().item<long>());
        }
    }

    [Fact]
    public void Doubling_the_amplitude_quadruples_power_and_doubles_magnitude()
    {
        using var waveform = tensor(TestSignals.Probe(2000), dtype: ScalarType.Float32);
        using var power = new MelSpectrogram(MelSpectrogramTests.Small);
        using var magnitude = new MelSpectrogram(MelSpectrogramTests.Small with { Spectrum = SpectrumKind.Magnitude });

        TensorAssert.Close(TensorAssert.Values(power.call(waveform) * 4), power.call(waveform * 2), 0);
        TensorAssert.Close(TensorAssert.Values(magnitude.call(waveform) * 2), magnitude.call(waveform * 2), 0);
    }

    [Fact]
    public void Delay_of_one_hop_shifts_frames_by_one()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Placement = FramePlacement.Inside });
        using var signal = tensor(TestSignals.Noise(9000, seed: 4), dtype: ScalarType.Float32);
        using var delayed = cat([zeros(256), signal]);
        using var before = mel.call(signal);

        TensorAssert.Close(TensorAssert.Values(before), mel.call(delayed).narrow(2, 1, before.shape[2]), 0);
    }
}
