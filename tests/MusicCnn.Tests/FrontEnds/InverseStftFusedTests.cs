using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Holds the two ways to compute an inverse together: fused, and through tensors.</summary>
public class InverseStftFusedTests
{
    public static TheoryData<int, int, FramePlacement, int, int?> Cases => new()
    {
        // FFT size, hop, placement, frames, length; 601 is prime: no fused transform.
        { 512, 128, FramePlacement.Centered, 9, null },
        { 512, 100, FramePlacement.Centered, 200, null },
        { 512, 256, FramePlacement.CenteredPastEnd, 131, 30_000 },
        { 441, 7, FramePlacement.Inside, 700, null },
        { 400, 100, FramePlacement.Inside, 65, 9000 },
        { 2, 1, FramePlacement.Centered, 300, null },
        { 1, 1, FramePlacement.Centered, 300, null },
        { 512, 128, FramePlacement.Centered, 1, 50 },
        { 601, 150, FramePlacement.Centered, 12, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_ways_give_one_signal(int size, int hop, FramePlacement placement, int frames, int? length)
    {
        using var inverse = new InverseStft(
            new() { SampleRate = 8000, FftSize = size, HopLength = hop, Placement = placement, Window = Window.Hamming }, guarded: true);
        var bins = (size / 2) + 1;
        using var parts = tensor(TestSignals.Noise(3 * bins * frames * 2, seed: 2), [3, bins, frames, 2], dtype: ScalarType.Float32);
        using var spectrum = parts.view_as_complex();
        using var withGraph = spectrum.clone().requires_grad_();

        using var tensors = Invert(withGraph);
        using var fused = Invert(spectrum);

        Assert.True(tensors.requires_grad);
        Assert.False(fused.requires_grad);
        TensorAssert.Shape(tensors.shape, fused);
        TensorAssert.CloseToPeak(TensorAssert.Values(tensors), fused, Tolerance.RoundedSpectrum);

        Tensor Invert(Tensor spectra) => length is { } samples ? inverse.Invert(spectra, samples) : inverse.call(spectra);
    }

    [Fact]
    public void Spectrum_that_is_not_contiguous_is_read_in_its_order()
    {
        using var inverse = new InverseStft(new() { SampleRate = 8000, FftSize = 64, HopLength = 16 });
        using var parts = tensor(TestSignals.Noise(20 * 33 * 2, seed: 3), [20, 33, 2], dtype: ScalarType.Float32);
        using var turned = parts.view_as_complex().transpose(0, 1);

        using var expected = inverse.call(turned.contiguous());
        using var actual = inverse.call(turned);

        TensorAssert.Close(expected, actual, 0);
    }
}
