using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Spectral;

public class ShortTimeTests
{
    [Fact]
    public void Each_frame_is_the_transform_of_the_windowed_signal_there()
    {
        using var scope = NewDisposeScope();
        const int size = 32, hop = 8;
        var signal = randn([100], float64);
        var window = hann_window(size, dtype: float64);

        var frames = signal.stft(size, hop, size, window, center: false, return_complex: true);

        Assert.Equal([size / 2 + 1, (100 - size) / hop + 1], frames.shape);
        for (var t = 0; t < frames.size(1); t++)
        {
            var expected = fft.rfft(signal[(t * hop)..(t * hop + size)] * window);
            Assert.True(frames[.., t].allclose(expected, atol: 1e-12));
        }
    }

    [Fact]
    public void Centred_frames_reflect_at_the_edges()
    {
        using var scope = NewDisposeScope();
        var signal = randn([2, 64], float64);
        var window = hann_window(16, dtype: float64);

        var centred = signal.stft(16, 4, 16, window, center: true, return_complex: true);
        var left = signal[.., 1..9].flip(1);
        var right = signal[.., 55..63].flip(1);
        var padded = cat([left, signal, right], 1).stft(16, 4, 16, window, center: false, return_complex: true);

        Assert.True(centred.allclose(padded, atol: 1e-12));
    }

    [Theory]
    [InlineData(16, 4, 1000)]
    [InlineData(512, 128, 16_000)]
    [InlineData(400, 160, 16_001)]
    public void The_inverse_returns_the_signal(long size, long hop, long samples)
    {
        using var scope = NewDisposeScope();
        var signal = randn([2, samples], float64);
        var window = hann_window(size, dtype: float64);

        var back = istft(signal.stft(size, hop, size, window, return_complex: true), size, hop, size, window, length: samples);

        var error = (back - signal).square().sum() / signal.square().sum();
        Assert.InRange(-10 * Math.Log10(error.item<double>() + 1e-40), 250, double.PositiveInfinity);
    }

    [Fact]
    public void A_signal_of_three_dimensions_is_refused()
    {
        using var signal = zeros(1, 1, 64);

        Assert.Throws<ExternalException>(() => signal.stft(16, return_complex: true));
    }
}
