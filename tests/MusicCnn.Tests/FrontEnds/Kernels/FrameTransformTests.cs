using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Kernels;

/// <summary>Holds the two ways to compute a spectrum together: fused in float32, and through tensors in float64.</summary>
public class FrameTransformTests
{
    public static TheoryData<int, int, FramePlacement, EdgePadding, int> Cases => new()
    {
        // FFT size, hop, placement, padding, samples; 601 is prime and 74 twice a prime: no fused transform.
        { 512, 128, FramePlacement.Centered, EdgePadding.Reflect, 5000 },
        { 512, 100, FramePlacement.Centered, EdgePadding.Zero, 300 },
        { 512, 256, FramePlacement.CenteredPastEnd, EdgePadding.Replicate, 2600 },
        { 441, 7, FramePlacement.Inside, EdgePadding.Zero, 600 },
        { 400, 1000, FramePlacement.Centered, EdgePadding.Reflect, 9000 },
        { 601, 150, FramePlacement.Centered, EdgePadding.Reflect, 3000 },
        { 74, 20, FramePlacement.Inside, EdgePadding.Reflect, 1000 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_ways_give_one_spectrum(int size, int hop, FramePlacement placement, EdgePadding padding, int samples)
    {
        using var waveform = tensor(TestSignals.Noise(3 * samples, seed: 2), [3, samples], dtype: ScalarType.Float32);
        using var inDouble = waveform.to(ScalarType.Float64);
        foreach (var kind in new[] { SpectrumKind.Complex, SpectrumKind.Magnitude, SpectrumKind.Power })
        {
            using var stft = new Stft(new()
            {
                SampleRate = 8000,
                FftSize = size,
                HopLength = hop,
                Placement = placement,
                EdgePadding = padding,
                Output = kind,
            });
            using var fused = stft.call(waveform);
            stft.to(ScalarType.Float64);
            using var tensors = stft.call(inDouble);

            TensorAssert.Shape(tensors.shape, fused);
            TensorAssert.CloseToPeak(TensorAssert.Values(tensors), fused, Tolerance.RoundedSpectrum);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_ways_give_one_set_of_bands(int size, int hop, FramePlacement placement, EdgePadding padding, int samples)
    {
        using var waveform = tensor(TestSignals.Noise(3 * samples, seed: 2), [3, samples], dtype: ScalarType.Float32);
        using var mel = new MelSpectrogram(new()
        {
            SampleRate = 8000,
            FftSize = size,
            HopLength = hop,
            Placement = placement,
            EdgePadding = padding,
            MelBands = 10,
            EmptyBands = EmptyBands.Allow,
        });
        using var fused = mel.call(waveform);
        mel.to(ScalarType.Float64);
        using var tensors = mel.call(waveform.to(ScalarType.Float64));

        TensorAssert.CloseToPeak(TensorAssert.Values(tensors), fused, Tolerance.RoundedMel);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(601)]
    public void Frame_has_the_same_bits_wherever_it_stands(int size)
    {
        using var mel = new MelSpectrogram(new()
        {
            SampleRate = 8000,
            FftSize = size,
            HopLength = 100,
            Placement = FramePlacement.Inside,
            MelBands = 20,
        });
        var signal = TestSignals.Noise(6000, seed: 3);
        using var whole = mel.call(tensor(signal, dtype: ScalarType.Float32));

        foreach (var first in new[] { 1, 2, 3, 8, 13, 21, 30 })
        {
            using var piece = mel.call(tensor(signal[(100 * first)..], dtype: ScalarType.Float32));
            TensorAssert.Close(TensorAssert.Values(piece), whole.narrow(2, first, piece.shape[2]), 0);
        }
    }

    [Fact]
    public void Complex_spectrum_with_a_graph_is_that_without()
    {
        using var stft = new Stft(new() { SampleRate = 8000, FftSize = 256 });
        using var waveform = tensor(TestSignals.Noise(2000, seed: 6), dtype: ScalarType.Float32);

        using var fused = stft.call(waveform);
        using var graph = stft.call(waveform.requires_grad_());

        Assert.True(graph.requires_grad);
        TensorAssert.CloseToPeak(TensorAssert.Values(graph), fused, Tolerance.Float32Fft);
    }

    [Fact]
    public void Waveform_that_is_a_strided_view_is_read_as_what_it_is()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var interleaved = tensor(TestSignals.Noise(8000, seed: 5), [4000, 2], dtype: ScalarType.Float32);
        using var channels = interleaved.transpose(0, 1);

        TensorAssert.Close(TensorAssert.Values(mel.call(channels.contiguous())), mel.call(channels), 0);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(601)]
    public void Trained_filters_are_used_without_a_graph_too(int size)
    {
        using var mel = new MelSpectrogram(
            MelSpectrogramOptions.Musicnn with { FftSize = size, Trainable = true, Compression = Compression.None });
        using var waveform = tensor(TestSignals.Noise(2000, seed: 6), dtype: ScalarType.Float32);
        using (no_grad())
            mel.parameters().Single().mul_(2);

        using var graph = mel.call(waveform);
        using var noGrad = no_grad();
        using var fused = mel.call(waveform);

        Assert.True(graph.requires_grad);
        TensorAssert.CloseToPeak(TensorAssert.Values(graph), fused, Tolerance.Float32Mel);
    }

    [Fact]
    public void Fused_way_is_open_to_contiguous_float32_and_joins_the_graph_where_a_gradient_is_wanted()
    {
        using var signals = zeros([1, 100]);
        using var variable = zeros([1, 100], requires_grad: true);
        using var double64 = zeros([1, 100], dtype: ScalarType.Float64);
        using var strided = zeros([100, 2]).transpose(0, 1);

        Assert.True(FusedFrames.IsPlain(signals));
        Assert.True(FusedFrames.IsPlain(variable));
        Assert.False(FusedFrames.IsPlain(double64));
        Assert.False(FusedFrames.IsPlain(strided));
        Assert.True(FusedFrames.CanRead(signals));
        Assert.False(FusedFrames.CanRead(variable));
        Assert.True(FusedFrames.WantsGradient(variable));
        Assert.False(FusedFrames.WantsGradient(signals));
        using (no_grad())
            Assert.False(FusedFrames.WantsGradient(variable));
    }
}
