using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelGradientTests
{
    [Theory]
    [InlineData(SpectrumKind.Power, false)]
    [InlineData(SpectrumKind.Magnitude, false)]
    [InlineData(SpectrumKind.Power, true)]
    [InlineData(SpectrumKind.Magnitude, true)]
    public void Gradient_agrees_with_central_differences_at_silence_too(SpectrumKind kind, bool silent)
    {
        using var mel = new MelSpectrogram(MelSpectrogramTests.Small with { Spectrum = kind, Compression = new LogOnePlus(100) }).to(ScalarType.Float64);
        using var waveform = tensor(silent ? TestSignals.Silence(90) : TestSignals.Probe(90));

        GradientCheck.Passes(mel.call, waveform);
    }

    [Fact]
    public void Trainable_filters_are_a_parameter_with_the_right_gradient()
    {
        using var mel = new MelSpectrogram(
            MelSpectrogramTests.Small with { Trainable = true, Normalization = MelNormalization.None, Compression = new LogOnePlus(0.1) }).to(ScalarType.Float64);
        // Noise, so that no band is so faint that a step of the difference takes it below zero, where it is cut off.
        using var waveform = tensor(TestSignals.Noise(60, seed: 5));

        var (name, filters) = Assert.Single(mel.named_parameters());
        Assert.Equal("mel_filters", name);
        GradientCheck.Passes(() => mel.call(waveform), filters);
    }
}
