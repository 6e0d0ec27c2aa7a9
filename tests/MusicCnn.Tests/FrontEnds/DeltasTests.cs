using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class DeltasTests
{
    /// <summary>The squares 0, 1, 4, 9, ...</summary>
    private static readonly double[] Squares = [.. Enumerable.Range(0, 12).Select(t => (double)t * t)];

    [Fact]
    public void Slope_of_the_squares_has_the_published_values()
    {
        Assert.Equal([8, 8, 8, 8, 8, 10], Slope(DeltasOptions.Librosa, Squares)[..6], Close);
        Assert.Equal([0.9, 2.2, 4, 6], Slope(DeltasOptions.Torchaudio, Squares)[..4], Close);
    }

    [Fact]
    public void Second_slope_of_the_squares_is_two_everywhere() =>
        Assert.All(Slope(DeltasOptions.Librosa with { Order = 2 }, Squares), value => Assert.Equal(2, value, 1e-12));

    [Fact]
    public void Second_slope_weighs_the_frames_as_published()
    {
        // The response to an impulse is the weights in reverse; they are symmetric.
        var impulse = TestSignals.Impulse(17, 8);

        Assert.Equal(
            Array.ConvertAll<double, double>([28, 7, -8, -17, -20, -17, -8, 7, 28], weight => weight / 462),
            Slope(DeltasOptions.Librosa with { Order = 2 }, impulse)[4..13], Close);
    }

    [Theory]
    [InlineData(3, 1, DeltaEdges.Interpolate)]
    [InlineData(3, 2, DeltaEdges.Interpolate)]
    [InlineData(9, 1, DeltaEdges.Repeat)]
    [InlineData(9, 2, DeltaEdges.Repeat)]
    [InlineData(9, 2, DeltaEdges.Interpolate)]
    [InlineData(11, 4, DeltaEdges.Interpolate)]
    public void Slope_is_the_derivative_of_the_nearest_polynomial(int width, int order, DeltaEdges edges)
    {
        var row = TestSignals.Noise(20, seed: width + order);

        Assert.Equal(
            CepstrumOracle.Slope(row, width, order, edges),
            Slope(new() { Width = width, Order = order, Edges = edges }, row), (a, b) => Math.Abs(a - b) < 1e-11);
    }

    [Fact]
    public void Torchaudios_second_slope_is_the_slope_of_the_slope()
    {
        var row = TestSignals.Noise(15, seed: 2);
        var once = CepstrumOracle.Slope(row, 5, 1, DeltaEdges.Repeat);

        Assert.Equal(CepstrumOracle.Slope(once, 5, 1, DeltaEdges.Repeat), Slope(DeltasOptions.Torchaudio with { Order = 2 }, row), Close);
    }

    [Fact]
    public void Rows_and_examples_do_not_touch_each_other()
    {
        using var deltas = new Deltas(DeltasOptions.Torchaudio);
        using var images = tensor(TestSignals.Noise(2 * 3 * 4 * 9, seed: 3), [2, 3, 4, 9]);

        using var together = deltas.call(images);

        TensorAssert.Shape([2, 3, 4, 9], together);
        TensorAssert.Close(TensorAssert.Values(deltas.call(images[1, 2])), together[1, 2], 0);
    }

    [Fact]
    public void Stack_holds_the_image_and_each_order()
    {
        using var stack = new StackedDeltas(StackedDeltasOptions.Librosa);
        using var image = tensor(TestSignals.Noise(2 * 3 * 10, seed: 4), [2, 3, 10]);
        using var first = new Deltas(DeltasOptions.Librosa);
        using var second = new Deltas(DeltasOptions.Librosa with { Order = 2 });

        using var stacked = stack.call(image);

        TensorAssert.Shape([6, 3, 10], stacked);
        TensorAssert.Close(cat([image, first.call(image), second.call(image)]), stacked, 0);
    }

    [Fact]
    public void Impossible_settings_and_images_are_errors()
    {
        using var deltas = new Deltas(DeltasOptions.Librosa);

        Assert.StartsWith("Width must be an odd number of at least 3 frames, but was 4.", Assert.Throws<ArgumentOutOfRangeException>(() => new DeltasOptions { Width = 4 }).Message);
        Assert.StartsWith("Order must be below Width (3 frames)", Assert.Throws<ArgumentException>(() => new Deltas(new() { Width = 3, Order = 3 })).Message);
        Assert.Contains(
            "with time>=9, but got [1, 3, 8]. Take a longer signal, a smaller Width, or Edges = Repeat.",
            Assert.Throws<ArgumentException>(() => deltas.call(zeros(1, 3, 8))).Message);
    }

    [Fact]
    public void Whole_numbers_are_refused()
    {
        using var deltas = new Deltas(DeltasOptions.Librosa);
        using var stacked = new StackedDeltas(StackedDeltasOptions.Librosa);
        using var image = ones(1, 3, 12).to(ScalarType.Int64);

        Assert.StartsWith("Expected floating-point values, but got Int64.", Assert.Throws<ArgumentException>(() => deltas.call(image)).Message);
        Assert.StartsWith("Expected floating-point values, but got Int64.", Assert.Throws<ArgumentException>(() => stacked.call(image)).Message);
    }

    private static double[] Slope(DeltasOptions options, double[] row)
    {
        using var deltas = new Deltas(options);
        using var image = tensor(row, [1, row.Length]);
        return TensorAssert.Values(deltas.call(image));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < Tolerance.Float64;
}
