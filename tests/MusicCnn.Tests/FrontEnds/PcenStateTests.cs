using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class PcenStateTests
{
    public static TheoryData<PcenOptions> Settings =>
    [
        PcenOptions.Librosa,
        PcenOptions.Librosa with { NeighborBands = 3, Start = PcenStart.FirstFrame, Scale = 1e6 },
        PcenOptions.Librosa with { Power = 0 },
        PcenOptions.Librosa with { Bias = 0 },
        PcenOptions.Leaf,
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Pieces_of_any_sizes_give_the_bits_of_the_whole(PcenOptions options)
    {
        using var noGrad = no_grad();
        using var pcen = new Pcen(options, bins: 5, frameRate: 50);
        using var image = tensor(TestSignals.Noise(2 * 5 * 611, seed: 2), [2, 1, 5, 611], dtype: ScalarType.Float32).abs();
        using var whole = pcen.call(image);
        for (var splitting = 0; splitting < 50; splitting++)
        {
            using var scope = NewDisposeScope();
            TensorAssert.Close(whole, InPieces(pcen, image, splitting), 0);
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Pieces_with_a_graph_agree_with_the_whole_to_rounding(ScalarType type)
    {
        using var pcen = new Pcen(PcenOptions.Leaf, bins: 3).to(type);
        using var image = tensor(TestSignals.Noise(3 * 300, seed: 5), [3, 300]).abs().to(type);
        using var whole = pcen.call(image);

        TensorAssert.CloseToPeak(TensorAssert.Values(whole), InPieces(pcen, image, seed: 1), type == ScalarType.Float64 ? Tolerance.Float64 : 1e-6);
    }

    [Fact]
    public void State_is_librosas_but_for_the_factor_on_it()
    {
        using var pcen = new Pcen(PcenOptions.Librosa with { Smoothing = 0.25 }, bins: 1);
        using var state = new PcenState();
        Assert.Null(state.Level);

        using var piece = pcen.Process(tensor(new[] { 3f, 5f }, [1, 2]), state);

        // 0.75 · (0.75 · 1 + 0.25 · 3) + 0.25 · 5
        Assert.Equal(2.375, state.Level![0, 0].item<double>(), 1e-15);
        state.Reset();
        Assert.Null(state.Level);
    }

    [Fact]
    public void Piece_without_frames_changes_nothing()
    {
        using var pcen = new Pcen(PcenOptions.Librosa with { Smoothing = 0.25 }, bins: 2);
        using var state = new PcenState();
        using var none = pcen.Process(zeros(1, 2, 0), state);

        TensorAssert.Shape([1, 2, 0], none);
        Assert.Null(state.Level);
    }

    [Fact]
    public void State_outlives_dispose_scopes_and_keeps_one_tensor()
    {
        using var pcen = new Pcen(PcenOptions.Librosa with { Smoothing = 0.25 }, bins: 2);
        using var state = new PcenState();
        using var image = ones(1, 2, 4);
        Assert.Equal(1, LiveTensors.ChangeBy(() =>
        {
            for (var i = 0; i < 3; i++)
            {
                using var scope = NewDisposeScope();
                pcen.Process(image, state);
            }
        }));
        Assert.Equal(1, state.Level![0, 1].item<double>(), 1e-12);
        Assert.Equal(-1, LiveTensors.ChangeBy(state.Dispose));
    }

    [Fact]
    public void State_of_other_images_is_refused()
    {
        using var pcen = new Pcen(PcenOptions.Librosa with { Smoothing = 0.25 }, bins: 2);
        using var state = new PcenState();
        using var first = pcen.Process(ones(3, 2, 4), state);

        var error = Assert.Throws<ArgumentException>(() => pcen.Process(ones(2, 2, 4), state));
        Assert.Contains("3 images of 2 bands, but the piece has 2 of 2", error.Message);
    }

    private static Tensor InPieces(Pcen pcen, Tensor image, int seed)
    {
        var random = new Random(seed);
        using var state = new PcenState();
        List<Tensor> pieces = [];
        for (var first = 0L; first < image.shape[^1];)
        {
            var length = Math.Min(image.shape[^1] - first, random.Next(random.Next(2) == 0 ? 3 : 200));
            pieces.Add(pcen.Process(image.narrow(image.dim() - 1, first, length), state));
            first += length;
        }

        return cat(pieces, image.dim() - 1);
    }
}
