using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelHalfRoundingTests
{
    [Fact]
    public void Half_rounding_moves_a_value_by_no_more_than_half_a_step()
    {
        using var plain = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Compression = Compression.None });
        using var rounded = new MelSpectrogram(plain.Options with { RoundToHalf = true });
        foreach (var withGraph in new[] { false, true })
        {
            using var waveform = tensor(TestSignals.Probe(16_000), dtype: ScalarType.Float32).requires_grad_(withGraph);
            var exact = TensorAssert.Values(plain.call(waveform));
            var halves = Array.ConvertAll(exact, value => (double)(Half)value);

            TensorAssert.Close(halves, rounded.call(waveform), 0);
            Assert.NotEqual(exact, halves);
        }
    }

    [Fact]
    public void Gradient_passes_half_rounding_as_if_there_were_none()
    {
        using var plain = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { Compression = Compression.None });
        using var rounded = new MelSpectrogram(plain.Options with { RoundToHalf = true });

        TensorAssert.Close(TensorAssert.Values(GradientOf(plain)), GradientOf(rounded), 0);

        static Tensor GradientOf(MelSpectrogram mel)
        {
            using var waveform = tensor(TestSignals.Probe(1000), dtype: ScalarType.Float32).requires_grad_();
            return autograd.grad([mel.call(waveform).sum()], [waveform])[0];
        }
    }
}
