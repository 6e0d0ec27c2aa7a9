using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class ConvolutionTests
{
    [Fact]
    public void Linear_is_a_matrix_product_plus_bias()
    {
        using var linear = nn.Linear(nn.Parameter(tensor(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } })), nn.Parameter(tensor(new double[] { 10, 20, 30 })));
        using var input = tensor(new double[,] { { 1, -1 }, { 0.5, 2 } });

        Assert.Equal((2, 3), (linear.in_features, linear.out_features));
        Expect.Close([9, 19, 29, 14.5, 29.5, 44.5], linear.call(input));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 2)]
    public void Conv1d_is_the_sum_over_taps_and_channels(long stride, long padding, long dilation)
    {
        using var conv = nn.Conv1d(2, 3, 3, stride, padding, dilation, dtype: ScalarType.Float64);
        using var input = Expect.Wave([2, 2, 9]);

        using var output = conv.call(input);

        var x = input.data<double>();
        var w = conv.weight.data<double>();
        var expected = new List<double>();
        for (var n = 0; n < 2; n++)
            for (var k = 0; k < 3; k++)
                for (var t = 0; t < output.shape[2]; t++)
                {
                    var sum = Expect.Values(conv.bias!)[k];
                    for (var c = 0; c < 2; c++)
                        for (var i = 0; i < 3; i++)
                        {
                            var at = t * stride - padding + i * dilation;
                            if (at is >= 0 and < 9)
                                sum += w[k, c, i] * x[n, c, at];
                        }
                    expected.Add(sum);
                }
        Expect.Close([.. expected], output);
    }

    [Fact]
    public void Conv2d_takes_a_pair_for_each_axis()
    {
        using var conv = nn.Conv2d(1, 1, (2, 3), stride: (1, 2), padding: (1, 0), dtype: ScalarType.Float64);
        using var input = Expect.Wave([1, 1, 4, 7]);

        using var output = conv.call(input);

        Expect.Shape([1, 1, 5, 3], output);
        var x = input.data<double>();
        var w = conv.weight.data<double>();
        double At(long row, long column) => row is >= 0 and < 4 ? x[0, 0, row, column] : 0;
        var expected = new List<double>();
        for (var row = 0; row < 5; row++)
            for (var column = 0; column < 3; column++)
            {
                var sum = Expect.Values(conv.bias!)[0];
                for (var i = 0; i < 2; i++)
                    for (var j = 0; j < 3; j++)
                        sum += w[0, 0, i, j] * At(row - 1 + i, 2 * column + j);
                expected.Add(sum);
            }
        Expect.Close([.. expected], output);
    }

    [Fact]
    public void Same_padding_keeps_the_size_and_puts_the_odd_sample_at_the_end()
    {
        using var conv = nn.Conv1d(1, 1, 4, Padding.Same, bias: false, dtype: ScalarType.Float64);
        using var input = zeros([1, 1, 6], dtype: ScalarType.Float64);
        input.data<double>()[0, 0, 2] = 1;

        using var output = conv.call(input);

        // An impulse gives the reversed kernel: output t sees inputs t-1 to t+2.
        var w = Expect.Values(conv.weight);
        Expect.Close([w[3], w[2], w[1], w[0], 0, 0], output);
    }

    [Fact]
    public void Same_padding_works_for_each_axis_of_a_rectangle()
    {
        using var conv = nn.Conv2d(1, 2, (5, 2), Padding.Same);
        using var valid = nn.Conv2d(1, 2, (5, 2), Padding.Valid);
        using var square = nn.Conv2d(1, 2, 3, Padding.Same);

        Expect.Shape([1, 2, 7, 9], conv.call(ones(1, 1, 7, 9)));
        Expect.Shape([1, 2, 3, 8], valid.call(ones(1, 1, 7, 9)));
        Expect.Shape([2, 7, 9], square.call(ones(1, 7, 9)));
        Assert.Throws<ArgumentException>(() => nn.Conv2d(1, 2, 3, Padding.Same, stride: 2));
    }

    [Fact]
    public void Padding_can_change_later()
    {
        using var conv = nn.Conv1d(1, 1, 3);

        conv.SetPadding([2]);
        Expect.Shape([1, 1, 10], conv.call(ones(1, 1, 8)));
        conv.SetPadding(Padding.Same);
        Expect.Shape([1, 1, 8], conv.call(ones(1, 1, 8)));
        Assert.Equal((1, 1, Padding.Same), (conv.in_channels, conv.out_channels, conv.padding_type));
        using var transposed = nn.ConvTranspose1d(1, 1, 3);
        Assert.Throws<ArgumentException>(() => transposed.SetPadding(Padding.Same));
    }

    [Fact]
    public void Other_padding_modes_continue_the_signal()
    {
        using var input = tensor(new double[] { 1, 2, 3, 4 }, [1, 1, 4]);

        double[] With(PaddingModes mode)
        {
            using var conv = nn.Conv1d(1, 1, 3, padding: 1, padding_mode: mode, bias: false, dtype: ScalarType.Float64);
            nn.init.ones_(conv.weight);
            return Expect.Values(conv.call(input));
        }

        Assert.Equal([3, 6, 9, 7], With(PaddingModes.Zeros));
        Assert.Equal([5, 6, 9, 10], With(PaddingModes.Reflect));
        Assert.Equal([4, 6, 9, 11], With(PaddingModes.Replicate));
        Assert.Equal([7, 6, 9, 8], With(PaddingModes.Circular));
    }

    [Fact]
    public void Same_padding_in_another_mode_pads_the_other_axis_as_TorchSharp_does()
    {
        using var conv = nn.Conv2d(1, 1, (5, 3), Padding.Same, padding_mode: PaddingModes.Reflect);

        Expect.Shape([1, 1, 8 - 2, 9 + 2], conv.call(ones(1, 1, 8, 9)));
    }

    [Fact]
    public void Groups_see_their_own_channels_only()
    {
        using var conv = nn.Conv1d(2, 2, 1, groups: 2, bias: false, dtype: ScalarType.Float64);
        using var input = tensor(new double[] { 1, 2, 10, 20 }, [1, 2, 2]);

        var w = Expect.Values(conv.weight);

        Expect.Shape([2, 1, 1], conv.weight);
        Expect.Close([w[0], 2 * w[0], 10 * w[1], 20 * w[1]], conv.call(input));
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        using var conv1 = nn.Conv1d(2, 1, 3);
        using var conv2 = nn.Conv2d(2, 1, 3);

        Assert.Contains("2 channels", Assert.Throws<ArgumentException>(() => conv1.call(ones(1, 3, 8))).Message, StringComparison.Ordinal);
        Assert.Contains("2 channels", Assert.Throws<ArgumentException>(() => conv2.call(ones(1, 3, 8, 8))).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => conv1.call(ones(1, 2, 2)));
    }

    [Fact]
    public void A_transposed_convolution_spreads_each_sample_over_the_kernel()
    {
        using var conv = nn.ConvTranspose1d(1, 1, 3, stride: 2, bias: false, dtype: ScalarType.Float64);
        using var input = tensor(new double[] { 1, 10 }, [1, 1, 2]);

        var w = Expect.Values(conv.weight);

        Expect.Close([w[0], w[1], w[2] + 10 * w[0], 10 * w[1], 10 * w[2]], conv.call(input));
    }

    [Fact]
    public void A_transposed_convolution_returns_to_the_size_it_is_told()
    {
        using var one = nn.ConvTranspose1d(1, 1, 3, stride: 2);
        using var two = nn.ConvTranspose2d(1, 1, (3, 2), stride: (2, 1));

        Expect.Shape([1, 1, 6], one.forward(ones(1, 1, 2), [6]));
        Expect.Shape([1, 1, 6, 5], two.forward(ones(1, 1, 2, 4), [6, 5]));
        Expect.Shape([1, 1, 5, 5], two.call(ones(1, 1, 2, 4)));
        Assert.Throws<ArgumentException>(() => one.forward(ones(1, 1, 2), [7]));
        Assert.Throws<ArgumentException>(() => nn.ConvTranspose1d(1, 1, 3, padding_mode: PaddingModes.Reflect));
    }

    [Fact]
    public void A_transposed_convolution_is_the_adjoint_of_the_convolution()
    {
        using var w = Expect.Wave([3, 2, 2, 3]);
        using var x = Expect.Wave([1, 2, 5, 7], 1);
        using var y = nn.functional.conv2d(x, w, strides: [1, 2]);
        using var z = Expect.Wave(y.shape, 2);

        using var back = nn.functional.conv_transpose2d(z, w, strides: [1, 2]);

        Expect.Close((y * z).sum().item<double>(), (x * back).sum(), 1e-13);
    }
}
