using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Streaming;

/// <summary>Streams of all front-ends that sum a spectrum over filters.</summary>
public class FilterBankStreamTests
{
    private static readonly ChromaOptions Chroma = new() { SampleRate = 8000, FftSize = 128, HopLength = 50 };

    private static readonly Dictionary<string, Func<IStreamableFrontEnd>> FrontEnds = new()
    {
        ["gammatone"] = () => new Gammatone(new() { SampleRate = 8000, FftSize = 128, HopLength = 50, Bands = 13, Compression = new LogOnePlus(100) }),
        ["gammatone, trained"] = () => new Gammatone(new() { SampleRate = 8000, FftSize = 128, HopLength = 50, Bands = 13, Trainable = true }),
        ["harmonic filters"] = () => new HarmonicFilters(new() { SampleRate = 8000, FftSize = 128, HopLength = 50, MinFrequency = 300, Bins = 7, Harmonics = 3, Quality = 0.4 }),
        ["chroma, maximum"] = () => new Chroma(Chroma),
        ["chroma, sum"] = () => new Chroma(Chroma with { Normalization = PitchClassNormalization.Sum }),
        ["chroma, Euclidean"] = () => new Chroma(Chroma with { Normalization = PitchClassNormalization.Euclidean, Compression = new LogOnePlus(10) }),
    };

    public static TheoryData<string> Names => [.. FrontEnds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pieces_have_the_bits_of_the_whole(string name)
    {
        var frontEnd = FrontEnds[name]();
        using var module = (nn.Module)frontEnd;
        using var waveform = tensor(TestSignals.Noise(2 * 1003, seed: 3), [2, 1003], dtype: ScalarType.Float32);

        Pieces.RequireSameBits(frontEnd, waveform, splittings: 20);
    }

    [Fact]
    public void Harmonics_are_channels_of_each_piece_even_of_one_without_a_frame()
    {
        using var module = (nn.Module)FrontEnds["harmonic filters"]();
        using var stream = ((IStreamableFrontEnd)module).OpenStream();
        using var nothing = stream.Push(zeros(2, 2, 10));
        using var frames = stream.Push(zeros(2, 2, 100));

        TensorAssert.Shape([2, 6, 7, 0], nothing);
        TensorAssert.Shape([2, 6, 7, 1], frames);
    }

    [Fact]
    public void Estimated_tuning_is_refused_by_name()
    {
        using var chroma = new Chroma(Chroma with { Tuning = null });

        var message = Assert.Throws<InvalidOperationException>(() => chroma.OpenStream()).Message;

        Assert.Equal(
            "A stream cannot estimate Tuning from the whole signal, of which it knows only what has been pushed. Set Tuning to a number, 0 for A4 = 440 Hz, "
            + "or call the front-end with the whole signal.",
            message);
    }
}
