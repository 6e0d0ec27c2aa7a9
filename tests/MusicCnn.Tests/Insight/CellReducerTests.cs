using MusicCnn.Insight;
using MusicCnn.Insight.Drawing;

namespace MusicCnn.Tests.Insight;

public class CellReducerTests
{
    private static readonly float[] Cells = [1, 2, 3, 4, 5, 6, 7, 8]; // two rows of four

    [Fact]
    public void As_many_pixels_as_cells_show_the_cells() =>
        Assert.Equal(Cells, CellReducer.Reduce(Cells, 2, 4, 4, 2, CellReduction.Maximum));

    [Fact]
    public void Fewer_pixels_show_the_greatest_of_their_cells() =>
        Assert.Equal([6, 8], CellReducer.Reduce(Cells, 2, 4, 2, 1, CellReduction.Maximum));

    [Fact]
    public void Fewer_pixels_show_the_mean_of_their_cells() =>
        Assert.Equal([3.5f, 5.5f], CellReducer.Reduce(Cells, 2, 4, 2, 1, CellReduction.Mean));

    [Fact]
    public void More_pixels_show_the_cell_at_their_center() =>
        Assert.Equal([1, 1, 2, 2, 2, 3, 3, 4, 4, 4], CellReducer.Reduce(Cells.AsSpan(0, 4), 1, 4, 10, 1, CellReduction.Mean));

    [Theory]
    [InlineData(CellReduction.Maximum)]
    [InlineData(CellReduction.Mean)]
    public void A_cell_that_is_no_number_is_never_hidden(CellReduction reduction)
    {
        float[] cells = [9, float.NaN, float.PositiveInfinity, 1];

        Assert.Equal([float.NaN, float.PositiveInfinity], CellReducer.Reduce(cells, 1, 4, 2, 1, reduction));
    }

    [Fact]
    public void Pixels_of_cells_are_those_that_show_them()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var (cells, pixels) = (random.Next(1, 60), random.Next(1, 60));
            var from = random.Next(cells);
            var to = random.Next(from, cells) + 1;
            float[] marks = [.. Enumerable.Range(0, cells).Select(cell => cell >= from && cell < to ? 1f : 0f)];
            var shown = CellReducer.Reduce(marks, 1, cells, pixels, 1, CellReduction.Maximum);

            var (first, last) = CellReducer.PixelsOf(from, to, cells, pixels);

            for (var pixel = 0; pixel < pixels; pixel++)
                Assert.True((shown[pixel] > 0) == (pixel >= first && pixel < last), $"cells {from}..{to} of {cells}, pixel {pixel} of {pixels}");
        }
    }
}
