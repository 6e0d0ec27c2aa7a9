using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class NormalizationTests
{
    [Fact]
    public void Batch_norm_in_training_standardises_each_channel_by_its_batch()
    {
        using var norm = nn.BatchNorm1d(2, eps: 0, dtype: ScalarType.Float64);
        using var input = tensor(new double[] { 1, 3, 10, 20, 5, 7, 30, 40 }, [2, 2, 2]);

        using var output = norm.call(input);

        // Channel 0 holds 1 3 5 7 (mean 4, variance 5), channel 1 holds 10 20 30 40 (25, 125).
        var (a, b) = (Math.Sqrt(5), Math.Sqrt(125));
        Expect.Close([-3 / a, -1 / a, -15 / b, -5 / b, 1 / a, 3 / a, 5 / b, 15 / b], output);
    }

    [Fact]
    public void Running_statistics_move_by_the_momentum_with_the_unbiased_variance()
    {
        using var norm = nn.BatchNorm1d(1, momentum: 0.25, dtype: ScalarType.Float64);
        using var input = tensor(new double[] { 1, 3, 5, 7 }, [4, 1]);

        norm.call(input);
        Expect.Close(1, norm.running_mean!);
        Expect.Close(0.75 + 0.25 * 20 / 3, norm.running_var!);
        Expect.Close(1, norm.num_batches_tracked!);

        norm.call(input);
        Expect.Close(0.75 + 1, norm.running_mean!);

        norm.reset_running_stats();
        Expect.Close(0, norm.running_mean!);
        Expect.Close(1, norm.running_var!);
        Expect.Close(0, norm.num_batches_tracked!);
    }

    [Fact]
    public void Without_momentum_the_running_statistics_are_the_average_of_all_batches()
    {
        using var norm = nn.BatchNorm1d(1);
        norm.momentum = null;

        norm.call(tensor(new float[] { 0, 2 }, [2, 1]));
        norm.call(tensor(new float[] { 4, 6 }, [2, 1]));

        Expect.Close(3, norm.running_mean!, Expect.Float32);
        Assert.Equal(2, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Batch_norm_in_evaluation_uses_and_keeps_its_running_statistics()
    {
        using var norm = nn.BatchNorm2d(1, eps: 0, dtype: ScalarType.Float64);
        nn.init.constant_(norm.running_mean!, 2);
        nn.init.constant_(norm.running_var!, 4);
        nn.init.constant_(norm.weight, 3);
        nn.init.constant_(norm.bias!, 1);
        norm.eval();

        using var output = norm.call(tensor(new double[] { 2, 4, 6, 0 }, [1, 1, 2, 2]));

        Expect.Close([1, 4, 7, -2], output);
        Expect.Close(2, norm.running_mean!);
        Expect.Close(0, norm.num_batches_tracked!);
    }

    [Fact]
    public void Without_running_statistics_or_affine_parameters_there_is_no_state()
    {
        using var norm = nn.BatchNorm1d(2, affine: false, track_running_stats: false);
        norm.eval();

        using var output = norm.call(tensor(new float[] { 1, 10, 3, 30 }, [2, 2]));

        Assert.Empty(norm.state_dict());
        Expect.Close([-1, -1, 1, 1], output, 1e-5);
    }

    [Fact]
    public void Batch_norm_refuses_wrong_ranks()
    {
        using var one = nn.BatchNorm1d(2);
        using var two = nn.BatchNorm2d(2);

        Assert.Contains("2D or 3D", Assert.Throws<ArgumentException>(() => one.call(ones(2, 2, 2, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("4D", Assert.Throws<ArgumentException>(() => two.call(ones(2, 2, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layer_norm_standardises_each_item()
    {
        using var norm = nn.LayerNorm(4, eps: 0, dtype: ScalarType.Float64);
        using var output = norm.call(tensor(new double[] { 1, 3, 5, 7, 10, 20, 30, 40 }, [2, 4]));

        var a = Math.Sqrt(5);
        Expect.Close([-3 / a, -1 / a, 1 / a, 3 / a, -3 / a, -1 / a, 1 / a, 3 / a], output);
        using var plain = nn.LayerNorm(4, elementwise_affine: false);
        Assert.Empty(plain.state_dict());
        using var scaled = nn.LayerNorm(4, bias: false);
        Assert.Equal(["weight"], scaled.state_dict().Keys);
    }

    [Fact]
    public void Normalize_divides_by_the_norm_along_the_axis()
    {
        using var input = tensor(new double[,] { { 3, 4 }, { 0, 0 } });

        Expect.Close([0.6, 0.8, 0, 0], nn.functional.normalize(input));
        Expect.Close([3.0 / 7, 4.0 / 7, 0, 0], nn.functional.normalize(input, p: 1));
        Expect.Close([1, 1, 0, 0], nn.functional.normalize(input, dim: 0));
    }
}
