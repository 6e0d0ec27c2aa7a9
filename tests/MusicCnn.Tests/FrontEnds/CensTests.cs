using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class CensTests
{
    private static readonly ConstantQOptions Transform = new() { SampleRate = 8_000, MinFrequency = 220, Bins = 36, HopLength = 100 };

    [Theory]
    [InlineData(41, 1)]
    [InlineData(5, 1)]
    [InlineData(1, 1)]
    [InlineData(9, 4)]
    public void Image_follows_the_definition(int smoothing, int downsampling)
    {
        using var chroma = new ConstantQChroma(new() { ConstantQ = Transform, Normalization = PitchClassNormalization.Sum });
        using var cens = new Cens(new() { ConstantQ = Transform, SmoothingFrames = smoothing, Downsampling = downsampling });
        chroma.to(ScalarType.Float64);
        cens.to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Probe(4000));
        var shares = TensorAssert.Values(chroma.call(waveform));
        var frames = shares.Length / 12;

        // Shares, which ConstantQChroma's own tests check, to quarters.
        var quantized = Array.ConvertAll(shares, v => (v > 0.4 ? 1 : v > 0.2 ? 0.75 : v > 0.1 ? 0.5 : v > 0.05 ? 0.25 : 0.0));
        var window = Enumerable.Range(0, smoothing + 2).Select(n => 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / (smoothing + 1)))).ToArray();
        var smooth = new double[12 * frames];
        for (var i = 0; i < smooth.Length; i++)
        {
            var t = i % frames;
            for (var n = 0; n < window.Length; n++)
            {
                var at = t + n - (window.Length / 2);
                smooth[i] += at >= 0 && at < frames ? quantized[i - t + at] * window[n] / window.Sum() : 0;
            }
        }

        var expected = smooth
            .Select((value, i) => value / Math.Sqrt(Enumerable.Range(0, 12).Sum(c => Math.Pow(smooth[(c * frames) + (i % frames)], 2))))
            .Where((_, i) => i % frames % downsampling == 0).ToArray();
        TensorAssert.Close(expected, cens.call(waveform), Tolerance.Float64);
        Assert.Equal(expected.Length / 12, cens.FrameCount(4000));
        Assert.Equal(80.0 / downsampling, cens.FrameRate);
    }

    [Fact]
    public void Smoothing_window_of_41_frames_has_the_published_peak()
    {
        using var cens = new Cens(new() { ConstantQ = Transform });
        cens.to(ScalarType.Float64);
        var window = TensorAssert.Values(cens.state_dict()["window"]);

        Assert.Equal(41, window.Length);
        Assert.Equal(1.0 / 21, window[20], 1e-15);
        Assert.Equal(1, window.Sum(), 1e-14);
    }

    [Fact]
    public void Loudness_does_not_matter_and_silence_stays_silent()
    {
        using var cens = new Cens(new() { ConstantQ = Transform });
        cens.to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Probe(3000));

        TensorAssert.Close(TensorAssert.Values(cens.call(waveform)), cens.call(waveform * 0.01), 1e-9);
        Assert.All(TensorAssert.Values(cens.call(zeros(500, dtype: ScalarType.Float64))), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Preset_is_librosas_and_settings_are_checked()
    {
        Assert.Equal((41, 252, 36), (CensOptions.Librosa.SmoothingFrames, CensOptions.Librosa.ConstantQ.Bins, CensOptions.Librosa.ConstantQ.BinsPerOctave));
        Assert.Equal(CensOptions.Librosa, JsonRoundTrip.Of(CensOptions.Librosa));
        Assert.Contains("must be odd", Assert.Throws<ArgumentOutOfRangeException>(() => CensOptions.Librosa with { SmoothingFrames = 40 }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => CensOptions.Librosa with { Downsampling = 0 });
    }
}
