using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class MixedShapeClassifierTests
{
    /// <summary>One first layer of each kind that the classifier is made for.</summary>
    public static TheoryData<string, MixedShapeConvOptions> FirstLayers() => new()
    {
        { "temporal", new() { Groups = [FilterShape.Temporal(9).Times(4)] } },
        { "frequency", new() { Groups = [FilterShape.Frequency(7).Times(4)] } },
        { "frequency, pooled over time", new() { Groups = [FilterShape.Frequency(7).Times(4)], Pooling = FeaturePooling.OverTime } },
        { "rectangular in windows", new() { Groups = [FilterShape.Rectangular(5, 3).Times(4)], Pooling = FeaturePooling.Windows(3, 2), TimePadding = AxisPadding.Valid } },
        { "mixed", new() { Groups = [FilterShape.Temporal(9).Times(4), FilterShape.Frequency(7).Times(3), FilterShape.Rectangular(5, 3).Times(2)], BatchNorm = BatchNormOrder.AfterActivation } },
        { "not pooled", new() { Groups = [FilterShape.Rectangular(5, 3).Times(2)], Pooling = FeaturePooling.None, InChannels = 2 } },
        { "pooled over both", new() { Groups = [FilterShape.Temporal(9).Times(4)], Pooling = FeaturePooling.OverTime with { Bins = null } } },
    };

    [Theory]
    [MemberData(nameof(FirstLayers))]
    public void Any_first_layer_leads_to_logits_from_images_of_any_width(string name, MixedShapeConvOptions first)
    {
        using var network = new MixedShapeClassifier(new() { Bins = 12, Classes = 5, FirstLayer = first });
        network.eval();

        foreach (var frames in new[] { first.MinimumFrames, 20, 33 })
        {
            using var logits = network.call(rand(3, first.InChannels, 12, frames));
            Assert.True(logits.shape.SequenceEqual([3L, 5L]), $"{name}, {frames} frames: [{string.Join(", ", logits.shape)}]");
        }
    }

    [Theory]
    [MemberData(nameof(FirstLayers))]
    public void The_options_count_the_weights_of_the_network(string name, MixedShapeConvOptions first)
    {
        foreach (var hidden in new int?[] { null, 6 })
        {
            var options = new MixedShapeClassifierOptions { Bins = 12, Classes = 5, FirstLayer = first, HiddenUnits = hidden };
            using var network = new MixedShapeClassifier(options);
            Assert.True(options.ParameterCount == network.parameters().Sum(parameter => parameter.numel()), name);
        }
    }

    [Fact]
    public void Logits_of_a_constant_first_layer_are_those_of_the_dense_layer_on_maximum_and_mean()
    {
        // One filter 1×1 with weight 1 passes the image on: over frequency its maximum is 2t + 1, over time 7 at most and 4 in the mean.
        using var network = new MixedShapeClassifier(new()
        {
            Bins = 2,
            Classes = 2,
            NormalizeInput = false,
            FirstLayer = new() { Groups = [FilterShape.Temporal(1).Times(1)], Bias = false },
        });
        network.to(ScalarType.Float64);
        network.eval();
        using var noGradient = no_grad();
        var state = network.state_dict();
        state["first_layer.groups.0.conv.weight"].fill_(1);
        state["output.weight"].copy_(tensor([1.0, 0, 10, 1]).reshape(2, 2));
        state["output.bias"].copy_(tensor([0.0, 100]));

        using var logits = network.call(tensor([0.0, 2, 4, 6, 1, 3, 5, 7]).reshape(1, 1, 2, 4));

        TensorAssert.Close([7, 174], logits, Tolerance.Float64);
    }

    [Fact]
    public void Scaling_the_image_is_undone_by_the_input_normalization_in_training()
    {
        using var network = new MixedShapeClassifier(new()
        {
            Bins = 8,
            Classes = 3,
            Dropout = 0,
            FirstLayer = new() { Groups = [FilterShape.Temporal(3).Times(4)] },
        });
        network.to(ScalarType.Float64);
        using var image = rand(4, 1, 8, 16, dtype: ScalarType.Float64);

        using var expected = network.call(image);
        using var actual = network.call(image * 1000 - 300);

        // Epsilon, 1e-5 against a variance of 1/12, is all that tells the two apart.
        TensorAssert.Close(expected, actual, 1e-3);
    }

    [Fact]
    public void A_wrong_number_of_bins_names_both_shapes()
    {
        using var network = new MixedShapeClassifier(new() { Bins = 96, Classes = 5, FirstLayer = new() { Groups = [FilterShape.Temporal(9).Times(4)] } });
        using var image = zeros(2, 1, 40, 100);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal("Expected an image [batch, channel=1, frequency=96, time], but got [2, 1, 40, 100]. Give the input frequency 96, or, where that can be set, build this for frequency 40. (Parameter 'image')", error.Message);
    }

    [Fact]
    public void Filters_higher_than_the_image_are_refused_when_the_network_is_built()
    {
        var options = new MixedShapeClassifierOptions { Bins = 40, Classes = 5, FirstLayer = new() { Groups = [FilterShape.Frequency(41).Times(4)] } };

        Assert.Contains("needs an image of at least 41 bins, but got 40", Assert.Throws<ArgumentException>(() => new MixedShapeClassifier(options)).Message);
    }

    [Fact]
    public void The_network_prints_its_first_layer_and_its_size()
    {
        using var network = new MixedShapeClassifier(new() { Bins = 40, Classes = 8, FirstLayer = new() { Groups = [FilterShape.Temporal(60).Times(32)] } });

        Assert.Equal("MixedShapeClassifier(40 bins -> 8 classes, 2474 weights; MixedShapeConv(1 -> 32: 32 of 1×60))", network.ToString());
    }
}
