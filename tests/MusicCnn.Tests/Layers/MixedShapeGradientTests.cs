using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>Training computes its sums in another order than libtorch's convolution does; the gradients must be those of the definition all the same.</summary>
public class MixedShapeGradientTests
{
    private const int Bins = 7;
    private const int Frames = 9;

    /// <summary>Lower and higher than wide, one bin, one frame, as large as the image, a channel more than one, a stride.</summary>
    public static TheoryData<int, int, int, int> Shapes() => new()
    {
        { 2, 4, 1, 1 },
        { 4, 2, 1, 1 },
        { 3, 3, 1, 1 },
        { 5, 1, 1, 1 },
        { 1, 5, 1, 1 },
        { 1, 1, 1, 1 },
        { Bins, Frames, 1, 1 },
        { 3, 2, 2, 1 },
        { 3, 2, 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_of_filters_biases_and_image_are_those_of_the_sums(int height, int width, int channels, int stride)
    {
        using var scope = NewDisposeScope();
        var group = FilterShape.Rectangular(height, width).Times(3) with { FrameStride = stride };
        using var layer = new MixedShapeConv(new MixedShapeConvOptions
        {
            InChannels = channels,
            Groups = [group],
            TimePadding = AxisPadding.Valid,
            Pooling = FeaturePooling.None,
            Activation = Activation.None,
        }).to(ScalarType.Float64);
        var image = randn(2, channels, Bins, Frames, dtype: ScalarType.Float64).requires_grad_();
        var output = layer.call(image);
        var weight = randn(output.shape, dtype: ScalarType.Float64);

        (output * weight).sum().backward();

        var (filters, places) = (layer.Filters(0), Cube(weight));
        var expectedFilters = new double[3, channels, height, width];
        var expectedImage = new double[2, channels, Bins, Frames];
        var expectedBias = new double[3];
        var (input, taps) = (Cube(image), Cube(filters));
        for (var n = 0; n < 2; n++)
        {
            for (var (k, bins, frames) = (0, places.GetLength(2), places.GetLength(3)); k < 3 * bins * frames; k++)
            {
                var (filter, bin, frame) = (k / (bins * frames), k / frames % bins, k % frames);
                var slope = places[n, filter, bin, frame];
                expectedBias[filter] += slope;
                for (var tap = 0; tap < channels * height * width; tap++)
                {
                    var (c, up, on) = (tap / (height * width), tap / width % height, tap % width);
                    expectedFilters[filter, c, up, on] += slope * input[n, c, bin + up, frame * stride + on];
                    expectedImage[n, c, bin + up, frame * stride + on] += slope * taps[filter, c, up, on];
                }
            }
        }

        TensorAssert.Close(Flat(expectedFilters), filters.grad!.flatten(), Tolerance.Float64);
        TensorAssert.Close(Flat(expectedImage), image.grad!.flatten(), Tolerance.Float64);
        TensorAssert.Close(expectedBias, layer.parameters().Single(parameter => parameter.Dimensions == 1).grad!, Tolerance.Float64);
    }

    [Fact]
    public void A_batch_in_training_leaves_no_tensor_behind()
    {
        using var layer = new MixedShapeConv(1, FilterShape.Rectangular(4, 3).Times(2), FilterShape.Frequency(5).Times(2));
        using var image = randn(2, 1, Bins, Frames);
        layer.call(image).sum().backward();

        Assert.Equal(0, LiveTensors.ChangeBy(() =>
        {
            using var scope = NewDisposeScope();
            layer.call(image).sum().backward();
        }));
    }

    private static double[,,,] Cube(Tensor values)
    {
        using var detached = values.detach();
        var (shape, data) = (values.shape, detached.contiguous().data<double>().ToArray());
        var cube = new double[shape[0], shape[1], shape[2], shape[3]];
        Buffer.BlockCopy(data, 0, cube, 0, data.Length * sizeof(double));
        return cube;
    }

    private static double[] Flat(double[,,,] values) => [.. values.Cast<double>()];
}
