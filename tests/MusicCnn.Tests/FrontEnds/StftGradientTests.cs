using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class StftGradientTests
{
    private const int Rate = 8000;

    [Theory]
    [InlineData(SpectrumKind.Complex)]
    [InlineData(SpectrumKind.Magnitude)]
    [InlineData(SpectrumKind.Power)]
    public void Gradient_agrees_with_central_differences(SpectrumKind kind)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 16, HopLength = 6, Output = kind }).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Probe(2 * 40), [2, 40]);

        GradientCheck.Passes(stft.call, waveform);
    }

    [Theory]
    [InlineData(SpectrumKind.Complex)]
    [InlineData(SpectrumKind.Magnitude)]
    [InlineData(SpectrumKind.Power)]
    public void Gradient_at_silence_agrees_with_central_differences(SpectrumKind kind)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 16, HopLength = 6, Output = kind }).to(ScalarType.Float64);
        using var silence = zeros([40], dtype: ScalarType.Float64);

        GradientCheck.Passes(stft.call, silence);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-30)]
    [InlineData(1e-25)]
    [InlineData(1e-20)]
    public void Magnitude_has_a_finite_gradient_however_soft_the_signal(double amplitude)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 64, Output = SpectrumKind.Magnitude });
        using var waveform = tensor(TestSignals.Noise(500, seed: 6, amplitude), dtype: ScalarType.Float32).requires_grad_();
        using var sum = stft.call(waveform).sum();
        sum.backward();

        Assert.All(TensorAssert.Values(waveform.grad!), value => Assert.True(double.IsFinite(value)));
    }
}
