using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Streaming;

/// <summary>Constant-Q transforms of pieces are those of the whole.</summary>
public class ConstantQStreamTests
{
    private const int Splittings = 50;

    /// <summary>Atoms of 631 samples and fewer.</summary>
    private static readonly ConstantQOptions Small = new() { SampleRate = 8_000, MinFrequency = 220, Bins = 30, HopLength = 100 };

    public static TheoryData<AtomRule, EdgePadding, SpectrumKind> Cases => new()
    {
        { AtomRule.Exact, EdgePadding.Zero, SpectrumKind.Magnitude },
        { AtomRule.Exact, EdgePadding.Reflect, SpectrumKind.Complex },
        { AtomRule.Exact, EdgePadding.Replicate, SpectrumKind.Power },
        { AtomRule.Librosa, EdgePadding.Zero, SpectrumKind.Complex },
        { AtomRule.NnAudio, EdgePadding.Reflect, SpectrumKind.Magnitude },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pieces_of_any_sizes_give_the_image_of_the_whole(AtomRule rule, EdgePadding padding, SpectrumKind kind)
    {
        using var cqt = new ConstantQ(Small with { AtomRule = rule, EdgePadding = padding, Output = kind });
        using var stereo = tensor(TestSignals.Noise(2 * 2 * 1503, seed: 1), [2, 2, 1503], dtype: ScalarType.Float32);

        RequireSameImage(cqt, stereo, Splittings);
    }

    [Theory]
    [InlineData(EdgePadding.Zero)]
    [InlineData(EdgePadding.Reflect)]
    [InlineData(EdgePadding.Replicate)]
    public void Signals_may_be_shorter_than_the_longest_atom(EdgePadding padding)
    {
        using var cqt = new ConstantQ(Small with { EdgePadding = padding });
        foreach (var samples in new[] { 1, 2, 99, 100, 101, 314, 315, 316, 317, 629, 630, 631, 700 })
        {
            using var waveform = tensor(TestSignals.Noise(samples, seed: samples), dtype: ScalarType.Float32);

            // One sample mirrored is a constant, of which bins see next to nothing: errors are relative to it, not to that.
            RequireSameImage(cqt, waveform, splittings: 6, leastPeak: 0.1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(1_000)]
    public void Any_hop_works(int hop)
    {
        using var vqt = new VariableQ(new() { SampleRate = 8_000, MinFrequency = 110, Bins = 40, HopLength = hop, Gamma = 10 });
        using var waveform = tensor(TestSignals.Probe(2_500), [1, 2_500], dtype: ScalarType.Float32);

        RequireSameImage(vqt, waveform, splittings: hop == 1 ? 4 : 20);
    }

    [Fact]
    public void Harmonics_stream_as_channels()
    {
        using var hcqt = new HarmonicConstantQ(new()
        {
            SampleRate = 8_000,
            MinFrequency = 220,
            Bins = 20,
            BinsPerOctave = 12,
            HopLength = 100,
            AboveNyquist = HarmonicsAboveNyquist.Zero,
            Compression = new LogOnePlus(10),
        });
        using var stream = hcqt.OpenStream();
        using var first = stream.Push(zeros(2, 2, 3));
        using var mono = tensor(TestSignals.Noise(1_801, seed: 3), dtype: ScalarType.Float32);
        using var stereo = tensor(TestSignals.Noise(3 * 2 * 1_801, seed: 3), [3, 2, 1_801], dtype: ScalarType.Float32);

        TensorAssert.Shape([2, 12, 20, 0], first);
        RequireSameImage(hcqt, mono, splittings: 10);
        RequireSameImage(hcqt, stereo, splittings: 10);
    }

    [Fact]
    public void With_all_side_lobes_double_precision_is_exact()
    {
        using var cqt = new ConstantQ(Small with { Output = SpectrumKind.Complex, SideLobeError = 1e-15 });
        cqt.to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Noise(1_503, seed: 4));

        RequireSameImage(cqt, waveform, splittings: 10, tolerance: Tolerance.Float64);
    }

    [Fact]
    public void Trained_atoms_are_used_as_they_are_at_the_time()
    {
        using var cqt = new ConstantQ(Small with { Trainable = true });
        using var stream = cqt.OpenStream();
        using var waveform = tensor(TestSignals.Noise(1_503, seed: 5), dtype: ScalarType.Float32).requires_grad_();

        using var start = stream.Push(waveform);
        using (no_grad())
            cqt.parameters().Single().mul_(2);
        using var end = stream.Flush();

        using var noGrad = no_grad();
        using var whole = cqt.call(waveform);
        Assert.False(start.requires_grad);
        TensorAssert.CloseToPeak(TensorAssert.Values(whole.narrow(2, 0, start.shape[2]) / 2), start, Tolerance.Float32Sum);
        TensorAssert.CloseToPeak(TensorAssert.Values(whole.narrow(2, start.shape[2], end.shape[2])), end, Tolerance.Float32Sum);
    }

    [Theory]
    [InlineData(EdgePadding.Zero)]
    [InlineData(EdgePadding.Reflect)]
    public void Frame_is_given_with_the_last_sample_that_its_longest_atom_reaches(EdgePadding padding)
    {
        using var cqt = new ConstantQ(Small with { EdgePadding = padding });
        using var stream = cqt.OpenStream();
        using var sample = ones([1]);

        // 17.33159 · 8000/220 = 630.2 samples: 315 to each side.
        Assert.Equal(315, stream.Latency);
        for (var taken = 1; taken <= 1_000; taken++)
        {
            stream.Push(sample).Dispose();
            Assert.Equal(taken < 316 ? 0 : 1 + ((taken - 316) / 100), stream.FramesGiven);
        }
    }

    [Fact]
    public void Note_arrives_in_its_bin_while_it_still_sounds()
    {
        using var cqt = new ConstantQ(new() { SampleRate = 22_050 });
        using var stream = cqt.OpenStream();
        var tone = Array.ConvertAll(TestSignals.Sine(22_050, cqt.CenterFrequencies[45], 22_050), sample => (float)sample);

        using var scope = NewDisposeScope();
        var frames = tone.Chunk(512).Select(piece => stream.Push(piece)).Where(image => image.shape[2] > 0).ToArray();

        // 5,843 samples of the longest atom follow a frame's center.
        Assert.Equal(1 + ((22_050 - 5_844) / 512), stream.FramesGiven);
        Assert.Equal(45, frames[^1][0, .., 0].argmax().item<long>());
        Assert.Equal(1, frames[^1][0, 45, 0].item<float>(), Tolerance.ConstantQStream);
    }

    [Fact]
    public void Range_below_the_largest_value_is_refused_by_name()
    {
        using var cqt = new ConstantQ(Small with { Compression = new Decibels { TopDecibels = 80, OfMagnitude = true } });

        Assert.Contains("Decibels whose TopDecibels is 80 dB", Assert.Throws<InvalidOperationException>(() => cqt.OpenStream()).Message, StringComparison.Ordinal);
    }

    private static void RequireSameImage(
        IStreamableFrontEnd frontEnd, Tensor waveform, int splittings, double leastPeak = 0, double tolerance = Tolerance.ConstantQStream)
    {
        using var scope = NewDisposeScope();
        using var stream = frontEnd.OpenStream();
        var expected = ((nn.Module<Tensor, Tensor>)frontEnd).call(waveform);
        var values = TensorAssert.Values(expected);
        for (var splitting = 0; splitting < splittings; splitting++)
        {
            using var actual = Pieces.Image(stream, waveform, Pieces.Split((int)waveform.shape[^1], splitting));
            TensorAssert.Shape(expected.shape, actual);
            TensorAssert.Close(values, actual, tolerance * Math.Max(leastPeak, values.Max(Math.Abs)));
        }
    }
}
