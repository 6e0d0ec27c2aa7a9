using MusicCnn.Insight.Drawing;

namespace MusicCnn.Tests.Insight;

public class LabelPlacerTests
{
    private const int Gap = 3;

    private static readonly PixelArea Plot = new(100, 100, 400, 300);

    [Fact]
    public void A_label_stands_above_its_box() =>
        Assert.Equal([new PixelArea(200, 200 - Gap - 20, 80, 20)], Place(new PixelArea(200, 200, 50, 50)));

    [Fact]
    public void A_label_without_room_above_stands_below() =>
        Assert.Equal([new PixelArea(200, 160 + Gap, 80, 20)], Place(new PixelArea(200, 110, 50, 50)));

    [Fact]
    public void A_label_of_a_box_as_high_as_the_plot_stands_beside_it() =>
        Assert.Equal([new PixelArea(210 + Gap, 100, 80, 20)], Place(new PixelArea(200, 100, 10, 300)));

    [Fact]
    public void A_label_at_the_right_edge_moves_into_the_plot() =>
        Assert.Equal([new PixelArea(420, 177, 80, 20)], Place(new PixelArea(480, 200, 20, 50)));

    [Fact]
    public void Labels_cover_neither_boxes_nor_labels()
    {
        PixelArea[] boxes = [new(200, 200, 50, 50), new(205, 170, 60, 10), new(270, 200, 50, 50)];

        var places = Place(boxes);

        for (var i = 0; i < boxes.Length; i++)
        {
            Assert.True(Plot.Contains(places[i]));
            Assert.DoesNotContain(boxes, places[i].Overlaps);
            Assert.DoesNotContain(places.Take(i), places[i].Overlaps);
        }
    }

    private static IReadOnlyList<PixelArea> Place(params PixelArea[] boxes) =>
        LabelPlacer.Place(Plot, boxes, [.. boxes.Select(_ => (80, 20))], Gap);
}
