using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.FrontEnds.Streaming;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class TrainableStftTests
{
    /// <summary>A float32 sum of some hundred products, relative to the peak.</summary>
    private const double Float32Product = 3e-6;

    /// <summary>A float64 sum of some hundred products.</summary>
    private const double Float64Product = 1e-10;

    private static readonly StftOptions Small = new() { SampleRate = 8_000, FftSize = 64, WindowLength = 50, HopLength = 20 };

    [Theory]
    [InlineData(SpectrumKind.Complex, 512)]
    [InlineData(SpectrumKind.Magnitude, 512)]
    [InlineData(SpectrumKind.Power, 401)]
    public void Untrained_kernels_give_the_numbers_of_the_fft(SpectrumKind kind, int size)
    {
        var options = new StftOptions { SampleRate = 16_000, FftSize = size, HopLength = 160, Output = kind };
        using var learned = new Stft(options with { Trainable = true });
        using var fixedOne = new Stft(options).to(ScalarType.Float64);
        using var signal = tensor(TestSignals.Probe(4_000));
        var expected = TensorAssert.Values(fixedOne.call(signal));

        TensorAssert.CloseToPeak(expected, learned.call(signal.to(ScalarType.Float32)), Float32Product);
        learned.to(ScalarType.Float64);
        TensorAssert.CloseToPeak(expected, learned.call(signal), Float64Product);
    }

    [Fact]
    public void Untrained_kernels_of_a_mel_spectrogram_give_its_numbers()
    {
        var options = MelSpectrogramOptions.Musicnn with { Compression = Compression.None };
        using var learned = new MelSpectrogram(options with { TrainableStft = true });
        using var signal = tensor(TestSignals.Probe(4_000), dtype: ScalarType.Float32);
        using var usual = new MelSpectrogram(options);

        TensorAssert.CloseToPeak(TensorAssert.Values(usual.call(signal)), learned.call(signal), Float32Product);
        Assert.Equal("kernels", Assert.Single(learned.named_parameters()).name);
    }

    [Theory]
    [InlineData(SpectrumKind.Complex)]
    [InlineData(SpectrumKind.Magnitude)]
    [InlineData(SpectrumKind.Power)]
    public void Gradients_are_finite_at_silence_and_zero_where_nothing_sounds(SpectrumKind kind)
    {
        using var stft = new Stft(Small with { Output = kind, Trainable = true });
        using var silence = zeros([100]).requires_grad_();
        using var image = stft.call(silence);
        using var sum = (image.is_complex() ? image.real : image).sum();
        sum.backward();

        Assert.All(TensorAssert.Values(stft.get_parameter("kernels")!.grad!), value => Assert.Equal(0, value));
        Assert.All(TensorAssert.Values(silence.grad!), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Training_moves_kernels_toward_another_window()
    {
        using var aim = new Stft(Small with { Output = SpectrumKind.Power, Window = Window.Hamming });
        using var learned = new Stft(Small with { Output = SpectrumKind.Power, Trainable = true });
        using var signal = tensor(TestSignals.Noise(800, seed: 3, amplitude: 0.1), dtype: ScalarType.Float32);
        using var optimizer = optim.Adam(learned.parameters(), 1e-3);
        var losses = new List<double>();
        for (var step = 0; step < 40; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = (learned.call(signal) - aim.call(signal)).square().mean();
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }

        Assert.True(losses[^1] < losses[0] / 4, $"The loss went from {losses[0]} to {losses[^1]}.");
    }

    [Fact]
    public void Kernels_are_stored_in_a_model_file_and_come_back()
    {
        using var folder = new TemporaryFolder();
        using var model = new AudioClassifier(
            new MelSpectrogram(Classifiers.Mel with { TrainableStft = true }), Classifiers.Network(), new() { Labels = ["a", "b", "c"], PatchFrames = 20 });
        using (no_grad())
            model.get_parameter("front_end.kernels")!.mul_(1.5);
        ModelFile.Save(folder.File("model.safetensors"), model);

        using var loaded = ModelFile.Load(folder.File("model.safetensors"));

        TensorAssert.Close(model.get_parameter("front_end.kernels")!, loaded.get_parameter("front_end.kernels")!, 0);
    }

    [Fact]
    public void Stream_uses_the_kernels()
    {
        using var stft = new Stft(Small with { Output = SpectrumKind.Power, Trainable = true });
        using var signal = tensor(TestSignals.Noise(500, seed: 4), dtype: ScalarType.Float32);
        using (no_grad())
            stft.get_parameter("kernels")!.mul_(2);
        using var stream = stft.OpenStream();
        using var whole = stft.call(signal);

        TensorAssert.CloseToPeak(TensorAssert.Values(whole), Pieces.Image(stream, signal, [7, 300, 1, 192]), 1e-6);
    }

    [Fact]
    public void Inverse_of_learned_kernels_is_refused() =>
        Assert.Contains("Set Trainable to false", Assert.Throws<ArgumentException>(() => new InverseStft(Small with { Trainable = true })).Message);
}
