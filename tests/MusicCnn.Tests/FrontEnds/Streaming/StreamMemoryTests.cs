using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Streaming;

/// <summary>Counts live tensors, which is done for each thread.</summary>
[Collection(Alone.Name)]
public class StreamMemoryTests
{
    [Fact]
    public void Thousands_of_pieces_leave_no_tensor_behind()
    {
        using var mel = new MelSpectrogram(new() { SampleRate = 8000, FftSize = 64, HopLength = 16, MelBands = 8, Compression = new LogOnePlus(10) });
        using var stream = mel.OpenStream();
        var piece = new float[7];
        stream.Push(piece).Dispose();

        var change = LiveTensors.ChangeBy(() =>
        {
            for (var i = 0; i < 3000; i++)
                stream.Push(piece).Dispose();
        });

        Assert.Equal(0, change);
        Assert.Equal(3001 * 7, stream.SamplesTaken);
    }

    [Fact]
    public void Hundreds_of_pieces_of_a_constant_q_transform_leave_no_tensor_behind()
    {
        using var hcqt = new HarmonicConstantQ(new() { SampleRate = 8000, MinFrequency = 400, Bins = 12, BinsPerOctave = 12, HopLength = 64 });
        using var stream = hcqt.OpenStream();
        var piece = new float[70];
        stream.Push(piece).Dispose();

        var change = LiveTensors.ChangeBy(() =>
        {
            for (var i = 0; i < 300; i++)
                stream.Push(piece).Dispose();
        });

        Assert.Equal(0, change);
    }

    [Fact]
    public void Dispose_frees_what_the_stream_held()
    {
        using var stft = new Stft(new() { SampleRate = 8000, FftSize = 64 });
        var piece = new float[100];

        var change = LiveTensors.ChangeBy(() =>
        {
            using var flushed = stft.OpenStream();
            flushed.Push(piece).Dispose();
            flushed.Flush().Dispose();
            using var abandoned = stft.OpenStream();
            abandoned.Push(piece).Dispose();
        });

        Assert.Equal(0, change);
    }

    [Fact]
    public void Stream_survives_the_scopes_of_its_caller()
    {
        using var mel = new MelSpectrogram(new() { SampleRate = 8000, FftSize = 64, HopLength = 16, MelBands = 8 });
        using var waveform = tensor(TestSignals.Noise(300, seed: 1), dtype: ScalarType.Float32);
        FrontEndStream stream;
        using (NewDisposeScope())
        {
            stream = mel.OpenStream();
            stream.Push(waveform.narrow(0, 0, 100));
        }

        using (NewDisposeScope())
            stream.Push(waveform.narrow(0, 100, 150));
        using var last = stream.Push(waveform.narrow(0, 250, 50));
        using var end = stream.Flush();
        stream.Dispose();

        var first = mel.FrameCount(300) - (int)(last.shape[2] + end.shape[2]);
        TensorAssert.Close(mel.call(waveform).narrow(2, first, mel.FrameCount(300) - first), cat([last, end], 2), 0);
    }
}
