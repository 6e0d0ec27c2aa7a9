using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class PcenTests
{
    /// <summary>The frame rate at which librosa's default time constant was evaluated.</summary>
    private const double FrameRate = 22_050.0 / 512;

    /// <summary>b at that rate, from the literature's formula, printed with ten digits.</summary>
    private const double Smoothing = 0.05638943879;

    /// <summary>float32 results of about 10, from images of about 1e9: the promise of the module.</summary>
    private const double Float32Pcen = 5e-6;

    public static TheoryData<PcenOptions> Settings =>
    [
        PcenOptions.Librosa,
        PcenOptions.Librosa with { Scale = 2147483648.0 },
        PcenOptions.Librosa with { Power = 0 },
        PcenOptions.Librosa with { Bias = 0 },
        PcenOptions.Librosa with { NeighborBands = 3 },
        PcenOptions.Librosa with { NeighborBands = 4, Start = PcenStart.FirstFrame },
        PcenOptions.Librosa with { Gain = 0.5, Bias = 0.1, Power = 0.25, Floor = 1e-3, TimeConstant = 0.06 },
        PcenOptions.Librosa with { Power = 1, Gain = 1 },
        PcenOptions.Leaf with { Trainable = false },
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Image_follows_the_definition_in_both_precisions_and_on_both_paths(PcenOptions options)
    {
        const int bands = 5;
        const int frames = 700;
        var image = Image(bands, frames, seed: 3);
        var smoothing = options.Smoothing ?? Root(options.TimeConstant * FrameRate);
        var expected = PcenOracle.Normalize(image, options, smoothing);
        using var pcen = new Pcen(options, bands, FrameRate);

        using var single = Tensor(image, ScalarType.Float32);
        // The image itself is rounded to float32: half a unit in the last place of each value is not the module's.
        var rounded = PcenOracle.Normalize(Rounded(image), options, smoothing);
        TensorAssert.Close(rounded, pcen.call(single), Float32Pcen);
        TensorAssert.Close(rounded, pcen.call(single.requires_grad_()), Float32Pcen);

        using var twice = Tensor(image, ScalarType.Float64);
        TensorAssert.CloseToPeak(expected, pcen.call(twice), Tolerance.Float64);

        // The root of T²b² + b − 1 = 0, as a second way to it.
        static double Root(double t)
        {
            var b = (Math.Sqrt(1 + (4 * t * t)) - 1) / (2 * t * t);
            Assert.Equal(0, (t * t * b * b) + b - 1, 1e-12);
            return b;
        }
    }

    [Fact]
    public void Share_of_a_frame_is_that_of_librosa() =>
        Assert.Contains("smoothing 0.0564", new Pcen(PcenOptions.Librosa, 1, FrameRate).ToString());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Constant_of_one_is_constant(bool withGraph)
    {
        using var pcen = new Pcen(PcenOptions.Librosa, 2, FrameRate);
        using var image = ones(2, 300).requires_grad_(withGraph);

        Assert.All(TensorAssert.Values(pcen.call(image)), value => Assert.Equal(0.31783696, value, 5e-8));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Constant_of_ten_fades_as_in_librosa(bool withGraph)
    {
        using var pcen = new Pcen(PcenOptions.Librosa with { Smoothing = Smoothing }, 1);
        using var image = full([1, 400], 10f).requires_grad_(withGraph);
        var values = TensorAssert.Values(pcen.call(image));

        // Printed with eight digits; the smoothing with ten.
        Assert.Equal(1.5333536, values[0], 1e-6);
        Assert.Equal(1.2510874, values[1], 1e-6);
        Assert.Equal(0.33138904, values[^1], 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Leafs_start_has_the_values_of_leaf_pytorch(bool withGraph)
    {
        using var pcen = new Pcen(PcenOptions.Leaf, 1);
        using var gradients = enable_grad(withGraph);
        using var constant = full([1, 50], 10f);
        using var steps = tensor(new[] { 1f, 10f, 10f }, [1, 3]);

        Assert.All(TensorAssert.Values(pcen.call(constant)), value => Assert.Equal(0.34546771, value, 1e-6));
        TensorAssert.Close([0.31783725, 1.65888525, 1.41237468], pcen.call(steps), 1e-6);
    }

    [Fact]
    public void Trained_values_beyond_their_limits_count_as_the_limits()
    {
        var image = Image(3, 100, seed: 5);
        using var pcen = new Pcen(PcenOptions.Leaf, 3).to(ScalarType.Float64);
        using var input = Tensor(image, ScalarType.Float64);
        using (no_grad())
        {
            pcen.get_parameter("gain")!.fill_(1.7);
            pcen.get_parameter("root")!.fill_(0.3);
            pcen.get_parameter("smoothing")!.fill_(1.5);
        }

        var expected = PcenOracle.Normalize(image, PcenOptions.Leaf with { Gain = 1, Power = 1 }, smoothing: 1);
        TensorAssert.CloseToPeak(expected, pcen.call(input), Tolerance.Float64);
    }

    [Fact]
    public void Each_band_goes_by_its_own_parameters()
    {
        var image = Image(3, 150, seed: 6);
        using var pcen = new Pcen(PcenOptions.Leaf, 3);
        using var single = Tensor(image, ScalarType.Float32);
        double[] gains = [0.2, 0.5, 0.9];
        using (no_grad())
            pcen.get_parameter("gain")!.copy_(tensor(gains));

        var expected = Enumerable.Range(0, 3).SelectMany(band => PcenOracle.Normalize(Rounded(image), PcenOptions.Leaf with { Gain = (float)gains[band] }, 0.04f)[(band * 150)..((band + 1) * 150)]).ToArray();

        TensorAssert.Close(expected, pcen.call(single), Float32Pcen);
        using var noGrad = no_grad();
        TensorAssert.Close(expected, pcen.call(single), Float32Pcen);
    }

    [Fact]
    public void Full_gain_takes_loudness_out()
    {
        using var pcen = new Pcen(PcenOptions.Leaf with { Gain = 1, Trainable = false }, 4);
        using var image = Tensor(Image(4, 200, seed: 7), ScalarType.Float64);

        // 40 dB louder; the floor of 1e-12 is what is left of the difference.
        TensorAssert.Close(TensorAssert.Values(pcen.call(image)), pcen.call(image * 100), 1e-8);
    }

    [Fact]
    public void Onset_stands_out_of_a_loud_steady_band_and_a_soft_one_alike()
    {
        using var pcen = new Pcen(PcenOptions.Leaf with { Trainable = false, Gain = 1 }, 2);
        using var image = ones(2, 400);
        image[1].fill_(1e-3f);
        image.narrow(1, 300, 100).mul_(8);
        var values = TensorAssert.Values(pcen.call(image));

        foreach (var row in new[] { values[..400], values[400..] })
        {
            Assert.Equal(300, Array.IndexOf(row, row.Max()));
            Assert.True(row[300] > 4 * row[299], "An onset by a factor of 8 is less than four times its surroundings.");
            Assert.True(row[399] < 1.2 * row[299], "The level has not caught up after 100 frames.");
        }
    }

    [Fact]
    public void Silence_stays_silent_and_faint_sounds_keep_their_digits()
    {
        using var pcen = new Pcen(PcenOptions.Librosa with { Smoothing = 0 }, 1);
        using var image = tensor(new[] { 0f, 1e-12f, 1e-20f }, [1, 3]);

        foreach (var withGraph in new[] { false, true })
        {
            var values = TensorAssert.Values(pcen.call(image.requires_grad_(withGraph)));
            var slope = 0.5 / Math.Sqrt(2);
            Assert.Equal(0, values[0]);
            Assert.Equal(slope, values[1] / 1e-12, 1e-6);
            Assert.Equal(slope, values[2] / 1e-20, 1e-6);
        }
    }

    [Fact]
    public void Image_of_a_signal_does_not_depend_on_its_batch()
    {
        using var pcen = new Pcen(PcenOptions.Librosa, 3, FrameRate);
        using var batch = tensor(TestSignals.Noise(2 * 2 * 3 * 77, seed: 8), [2, 2, 3, 77], dtype: ScalarType.Float32).abs();
        using var together = pcen.call(batch);

        for (var n = 0; n < 2; n++)
        {
            TensorAssert.Close(pcen.call(batch[n]), together[n], 0);
            TensorAssert.Close(pcen.call(batch[n, 1]), together[n, 1], 0);
        }
    }

    [Fact]
    public void Untrained_parameters_are_designed_anew_in_double_precision_and_trained_ones_keep_their_digits()
    {
        using var pcen = new Pcen(PcenOptions.Leaf, 2);
        using (no_grad())
            pcen.get_parameter("gain")![0].fill_(0.3f);

        pcen.to(ScalarType.Float64);

        Assert.Equal([0.3f, 0.96], TensorAssert.Values(pcen.get_parameter("gain")!));
        Assert.Equal([0.04, 0.04], TensorAssert.Values(pcen.get_parameter("smoothing")!));
    }

    internal static double[,] Image(int bands, int frames, int seed)
    {
        var noise = TestSignals.Noise(bands * frames, seed);
        var image = new double[bands, frames];
        for (var f = 0; f < bands; f++)
        {
            // Levels that differ by decades, silence in between, and an onset.
            for (var t = 0; t < frames; t++)
                image[f, t] = t % 50 == 7 ? 0 : Math.Pow(10, -f) * Math.Abs(noise[(f * frames) + t]) * (t > frames / 2 ? 30 : 1);
        }

        return image;
    }

    internal static Tensor Tensor(double[,] image, ScalarType type) =>
        tensor(image.Cast<double>().ToArray(), [image.GetLength(0), image.GetLength(1)], dtype: type);

    private static double[,] Rounded(double[,] image)
    {
        var rounded = (double[,])image.Clone();
        for (var f = 0; f < image.GetLength(0); f++)
        {
            for (var t = 0; t < image.GetLength(1); t++)
                rounded[f, t] = (float)image[f, t];
        }

        return rounded;
    }
}
