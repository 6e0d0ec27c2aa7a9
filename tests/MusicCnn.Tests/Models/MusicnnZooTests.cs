using MusicCnn.Models;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class MusicnnZooTests
{
    [Theory]
    // Trainable weights of TensorFlow, without moving statistics; published areas under the ROC curve and under that of precision over recall.
    [InlineData(0, 66_784, 88.61, 34.13)]
    [InlineData(1, 40_884, 88.85, 34.85)]
    [InlineData(2, 605_748, 90.26, 38.19)]
    [InlineData(3, 185_856, 89.28, 35.38)]
    [InlineData(10, 508_803, 90.61, 38.33)]
    [InlineData(11, 787_159, 90.69, 38.44)]
    [InlineData(12, 2_406_940, 90.77, 38.61)]
    [InlineData(13, 636_701, 90.67, 38.53)]
    [InlineData(14, 3_871_363, 90.21, 37.17)]
    public void Each_number_is_the_network_of_the_training_code(int id, long weights, double roc, double precisionRecall)
    {
        var entry = MusicnnZoo.Of(id);
        using var network = entry.Create();

        Assert.Equal(weights, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(weights, entry.ParameterCount);
        Assert.Equal((roc, precisionRecall), (entry.RocArea, entry.PrecisionRecallArea));
        Assert.Equal(id > 3, entry.Frames is null);
        Assert.StartsWith($"{id}: ", entry.ToString());
    }

    [Fact]
    public void Every_network_tags_a_patch_of_three_seconds()
    {
        using var image = rand(1, 1, 96, 187);
        using var noGradient = no_grad();
        foreach (var entry in MusicnnZoo.All)
        {
            using var network = entry.Create(classes: 7);
            network.eval();

            using var logits = network.call(image);

            TensorAssert.Shape([1, 7], logits);
        }
    }

    [Fact]
    public void A_number_that_no_network_has_is_refused_with_those_that_do()
    {
        Assert.StartsWith("id must be one of 0, 1, 2, 3, 10, 11, 12, 13, 14, but was 4.", Assert.Throws<ArgumentOutOfRangeException>(() => MusicnnZoo.Of(4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => MusicnnZoo.Of(0).Create(classes: 0));
    }
}
