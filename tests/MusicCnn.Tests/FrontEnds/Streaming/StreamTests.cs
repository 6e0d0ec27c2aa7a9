using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Streaming;

/// <summary>What a stream promises besides its values.</summary>
public class StreamTests
{
    private static readonly MelSpectrogramOptions Small = new() { SampleRate = 8000, FftSize = 128, HopLength = 50, MelBands = 12 };

    [Fact]
    public void Tone_arrives_in_its_bin_while_it_still_sounds()
    {
        using var stft = new Stft(new() { SampleRate = 8000, FftSize = 80, HopLength = 40, Output = SpectrumKind.Magnitude });
        using var stream = stft.OpenStream();
        var tone = Array.ConvertAll(TestSignals.Sine(400, 1000, 8000), sample => (float)sample);

        using var frames = stream.Push(tone);

        TensorAssert.Shape([1, 41, 10], frames);
        Assert.Equal(10, frames[0, 10, 5].item<float>() / 2, 1e-4); // half the window's sum of 40, halved again for the negative frequency
        Assert.Equal(10, frames[0, .., 5].argmax().item<long>());
    }

    [Theory]
    [InlineData(128, FramePlacement.Centered, EdgePadding.Reflect)]
    [InlineData(128, FramePlacement.Centered, EdgePadding.Zero)]
    [InlineData(101, FramePlacement.Centered, EdgePadding.Reflect)]
    [InlineData(128, FramePlacement.CenteredPastEnd, EdgePadding.Replicate)]
    [InlineData(128, FramePlacement.Inside, EdgePadding.Reflect)]
    public void Frame_is_given_with_the_last_sample_that_it_needs(int size, FramePlacement placement, EdgePadding padding)
    {
        using var stft = new Stft(new() { SampleRate = 8000, FftSize = size, HopLength = 50, Placement = placement, EdgePadding = padding, Window = MusicCnn.Signals.Windows.Window.Hamming });
        using var stream = stft.OpenStream();
        var before = placement == FramePlacement.Inside ? 0 : size / 2;
        var isMirrored = padding == EdgePadding.Reflect && before > 0;
        using var sample = ones([1]);
        for (var taken = 1; taken <= 600; taken++)
        {
            using var frames = stream.Push(sample);

            var complete = Enumerable.Range(0, 20).Count(frame =>
                (50 * frame) - before + size <= taken && (!isMirrored || frame > 0 || before + 1 <= taken));
            Assert.Equal(complete, stream.FramesGiven);
            Assert.Equal(taken, stream.SamplesTaken);
            var center = (50 * (complete - 1)) - before + (size / 2);
            Assert.True(complete == 0 || taken - 1 - center <= stream.Latency + 49, $"Frame {complete - 1} was late.");
            Assert.True(50 * complete - before + (size / 2) + stream.Latency >= taken, $"Frame {complete} is missing {stream.Latency} samples after its center.");
        }
    }

    [Fact]
    public void After_a_flush_the_next_signal_starts_afresh()
    {
        using var mel = new MelSpectrogram(Small);
        using var stream = mel.OpenStream();
        using var first = tensor(TestSignals.Noise(2 * 300, seed: 1), [2, 1, 300], dtype: ScalarType.Float32);
        using var second = tensor(TestSignals.Noise(500, seed: 2), dtype: ScalarType.Float32);

        Pieces.Image(stream, first, [120, 180]).Dispose();
        Assert.Equal((0, 0), (stream.SamplesTaken, stream.FramesGiven));
        using var image = Pieces.Image(stream, second, [77, 423]);
        TensorAssert.Close(mel.call(second), image, 0);
    }

    [Fact]
    public void After_a_reset_nothing_is_left_of_the_signal_before()
    {
        using var mel = new MelSpectrogram(Small);
        using var stream = mel.OpenStream();
        using var waveform = tensor(TestSignals.Noise(500, seed: 2), dtype: ScalarType.Float32);

        stream.Push(waveform * 100).Dispose();
        stream.Reset();
        using var image = Pieces.Image(stream, waveform, [10, 490]);

        TensorAssert.Close(mel.call(waveform), image, 0);
    }

    [Fact]
    public void Streams_of_one_front_end_do_not_meet()
    {
        using var mel = new MelSpectrogram(Small);
        using var one = mel.OpenStream();
        using var other = mel.OpenStream();
        using var waveform = tensor(TestSignals.Noise(500, seed: 3), dtype: ScalarType.Float32);
        using var loud = waveform * 100;

        using var start = one.Push(waveform.narrow(0, 0, 250));
        other.Push(loud).Dispose();
        using var middle = one.Push(waveform.narrow(0, 250, 250));
        using var end = one.Flush();

        TensorAssert.Close(mel.call(waveform), cat([start, middle, end], 2), 0);
    }

    [Fact]
    public void What_the_caller_does_to_a_piece_afterwards_does_not_matter()
    {
        using var mel = new MelSpectrogram(Small);
        using var stream = mel.OpenStream();
        using var waveform = tensor(TestSignals.Noise(500, seed: 4), dtype: ScalarType.Float32);
        using var piece = waveform.narrow(0, 0, 100).clone();

        using var start = stream.Push(piece);
        piece.fill_(0);
        using var rest = stream.Push(waveform.narrow(0, 100, 400));
        using var end = stream.Flush();

        TensorAssert.Close(mel.call(waveform), cat([start, rest, end], 2), 0);
    }

    [Fact]
    public void Trained_filters_are_used_as_they_are_at_the_time()
    {
        using var mel = new MelSpectrogram(Small with { Trainable = true });
        using var stream = mel.OpenStream();
        using var waveform = tensor(TestSignals.Noise(500, seed: 5), dtype: ScalarType.Float32);

        using var start = stream.Push(waveform);
        using (no_grad())
            mel.parameters().Single().mul_(2);
        using var end = stream.Flush();

        using var noGrad = no_grad();
        using var whole = mel.call(waveform);
        TensorAssert.Close(whole.narrow(2, 0, start.shape[2]) / 2, start, 0);
        TensorAssert.Close(whole.narrow(2, start.shape[2], end.shape[2]), end, 0);
    }

    [Fact]
    public void No_graph_is_recorded()
    {
        using var mel = new MelSpectrogram(Small with { Trainable = true });
        using var stream = mel.OpenStream();
        using var waveform = tensor(TestSignals.Noise(500, seed: 6), dtype: ScalarType.Float32).requires_grad_();

        using var frames = stream.Push(waveform);
        using var rest = stream.Flush();

        Assert.True(is_grad_enabled());
        Assert.False(frames.requires_grad);
        Assert.False(rest.requires_grad);
    }

    [Theory]
    [InlineData(SpectrumKind.Complex)]
    [InlineData(SpectrumKind.Magnitude)]
    public void Double_precision_in_pieces_is_that_of_the_whole(SpectrumKind kind)
    {
        using var stft = new Stft(new() { SampleRate = 8000, FftSize = 128, HopLength = 50, Output = kind });
        using var waveform = tensor(TestSignals.Noise(1000, seed: 7));
        using var open = stft.OpenStream();
        open.Push(new float[70]).Dispose();
        open.Reset();

        stft.to(ScalarType.Float64);
        using var image = Pieces.Image(open, waveform, Pieces.Split(1000, splitting: 5));

        Assert.Equal(kind == SpectrumKind.Complex ? ScalarType.ComplexFloat64 : ScalarType.Float64, image.dtype);
        TensorAssert.CloseToPeak(TensorAssert.Values(stft.call(waveform)), image, Tolerance.Float64);
    }

    [Fact]
    public void Log_mel_in_double_precision_is_that_of_the_whole()
    {
        using var mel = new MelSpectrogram(Small with { Compression = new LogOnePlus(10_000) });
        mel.to(ScalarType.Float64);
        using var stream = mel.OpenStream();
        using var waveform = tensor(TestSignals.Noise(1000, seed: 8));
        using var image = Pieces.Image(stream, waveform, Pieces.Split(1000, splitting: 6));

        TensorAssert.CloseToPeak(TensorAssert.Values(mel.call(waveform)), image, Tolerance.Float64);
    }

    [Fact]
    public void Samples_of_a_microphone_need_no_tensor()
    {
        using var mel = new MelSpectrogram(Small);
        using var stream = mel.OpenStream();
        var samples = Array.ConvertAll(TestSignals.Noise(400, seed: 9), sample => (float)sample);

        using var start = stream.Push(samples.AsSpan(0, 150));
        using var rest = stream.Push(samples.AsSpan(150));
        using var end = stream.Flush();

        TensorAssert.Close(mel.call(tensor(samples)), cat([start, rest, end], 2), 0);
    }
}
