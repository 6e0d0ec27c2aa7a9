using MusicCnn.FrontEnds;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Streaming;

public class StreamErrorTests
{
    private static readonly StftOptions Settings = new() { SampleRate = 8000, FftSize = 64, HopLength = 16 };

    [Fact]
    public void Range_below_the_largest_value_is_refused_by_name()
    {
        using var mel = new MelSpectrogram(new() { SampleRate = 8000, MelBands = 20, Compression = new Decibels { TopDecibels = 80 } });

        var message = Assert.Throws<InvalidOperationException>(() => mel.OpenStream()).Message;

        Assert.Equal(
            "A stream cannot compress with Decibels whose TopDecibels is 80 dB below the largest value: it needs the whole signal, of which a stream knows only "
            + "what has been pushed. Set TopDecibels to null; a Floor limits the range too, or call the front-end with the whole signal.",
            message);
    }

    [Fact]
    public void Reference_to_the_largest_value_is_refused_by_name()
    {
        using var stft = new Stft(Settings with { Output = SpectrumKind.Power, Compression = new Decibels { Reference = null } });

        var message = Assert.Throws<InvalidOperationException>(() => stft.OpenStream()).Message;

        Assert.Contains("Decibels whose Reference is null, the largest value", message, StringComparison.Ordinal);
        Assert.Contains("Set Reference to a number", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compression_of_ones_own_must_say_that_it_is_pointwise()
    {
        using var whole = new Stft(Settings with { Output = SpectrumKind.Power, Compression = new ShareOfMean() });
        using var pointwise = new Stft(Settings with { Output = SpectrumKind.Power, Compression = new Half() });

        Assert.Contains("ShareOfMean", Assert.Throws<InvalidOperationException>(() => whole.OpenStream()).Message, StringComparison.Ordinal);
        pointwise.OpenStream().Dispose();
    }

    [Fact]
    public void End_of_a_signal_without_samples_is_an_error()
    {
        using var stft = new Stft(Settings);
        using var stream = stft.OpenStream();

        Assert.Contains("at least 1 sample", Assert.Throws<InvalidOperationException>(() => stream.Flush()).Message, StringComparison.Ordinal);
        stream.Push(new float[100]).Dispose();
        stream.Flush().Dispose();
        Assert.Throws<InvalidOperationException>(() => stream.Flush());
    }

    [Fact]
    public void Signal_too_short_for_a_frame_inside_it_is_an_error_and_can_go_on()
    {
        using var stft = new Stft(Settings with { Placement = FramePlacement.Inside });
        using var stream = stft.OpenStream();
        using var none = stream.Push(new float[63]);

        Assert.Equal(0, none.shape[^1]);
        Assert.Contains("FftSize (64 samples)", Assert.Throws<InvalidOperationException>(() => stream.Flush()).Message, StringComparison.Ordinal);
        using var frame = stream.Push(new float[1]);
        using var end = stream.Flush();
        Assert.Equal((1, 0), (frame.shape[^1], end.shape[^1]));
    }

    [Fact]
    public void Bad_pieces_are_errors_that_leave_the_signal_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var stft = new Stft(Settings);
        using var stream = stft.OpenStream();
        var waveform = rand(2, 200);
        var start = stream.Push(waveform.narrow(1, 0, 90));

        Assert.Throws<ArgumentNullException>(() => stream.Push((Tensor)null!));
        Assert.Contains("at least one sample", Message(zeros(2, 0)), StringComparison.Ordinal);
        Assert.Contains("at least one sample", Assert.Throws<ArgumentException>(() => stream.Push([])).Message, StringComparison.Ordinal);
        Assert.Contains("[1, 1, 1, 5]", Message(zeros(1, 1, 1, 5)), StringComparison.Ordinal);
        Assert.Contains("[2, 1], but this one has [1]", Message(zeros(5)), StringComparison.Ordinal);
        Assert.Contains("Float64", Message(zeros([2, 5], dtype: ScalarType.Float64)), StringComparison.Ordinal);
        Assert.Contains("finite", Message(tensor(new[] { 0, float.NaN }, [2, 1])), StringComparison.Ordinal);

        var rest = stream.Push(waveform.narrow(1, 90, 110));
        Support.TensorAssert.Close(stft.call(waveform), cat([start, rest, stream.Flush()], 3), 0);

        string Message(Tensor piece) => Assert.Throws<ArgumentException>(() => stream.Push(piece)).Message;
    }

    [Fact]
    public void Conversion_in_the_middle_of_a_signal_is_an_error()
    {
        using var stft = new Stft(Settings);
        using var stream = stft.OpenStream();
        stream.Push(new float[10]).Dispose();

        stft.to(ScalarType.Float64);

        Assert.Contains("began as Float32", Assert.Throws<ArgumentException>(() => stream.Push(new float[10])).Message, StringComparison.Ordinal);
        Assert.Contains("began as Float32", Assert.Throws<InvalidOperationException>(() => stream.Flush()).Message, StringComparison.Ordinal);
        stream.Reset();
        stream.Push(new float[10]).Dispose();
    }

    [Fact]
    public void Disposed_stream_says_so()
    {
        using var stft = new Stft(Settings);
        var stream = stft.OpenStream();
        stream.Push(new float[10]).Dispose();
        stream.Dispose();
        stream.Dispose();

        Assert.Throws<ObjectDisposedException>(() => stream.Push(new float[10]));
        Assert.Throws<ObjectDisposedException>(() => stream.Flush());
        Assert.Throws<ObjectDisposedException>(stream.Reset);
    }

    private sealed record ShareOfMean : Compression
    {
        protected override Tensor Compress(Tensor image) => image / image.mean();
    }

    private sealed record Half : Compression
    {
        protected override bool IsPointwise => true;

        protected override Tensor Compress(Tensor image) => image / 2;
    }
}
