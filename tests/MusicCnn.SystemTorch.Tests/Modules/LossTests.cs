using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class LossTests
{
    [Fact]
    public void Cross_entropy_is_the_mean_of_minus_log_probabilities()
    {
        using var scores = tensor(new[,] { { 0, Math.Log(3) }, { Math.Log(4), 0 } });
        using var classes = tensor(new long[] { 1, 0 });
        double[] each = [-Math.Log(0.75), -Math.Log(0.8)];

        Expect.Close(each.Average(), nn.CrossEntropyLoss().call(scores, classes));
        Expect.Close(each.Sum(), nn.CrossEntropyLoss(reduction: nn.Reduction.Sum).call(scores, classes));
        Expect.Close(each, nn.CrossEntropyLoss(reduction: nn.Reduction.None).call(scores, classes));
        Expect.Close(each.Average(), nn.NLLLoss().call(F.log_softmax(scores, 1), classes));
    }

    [Fact]
    public void Class_weights_weigh_the_mean_and_an_ignored_class_does_not_count()
    {
        using var scores = tensor(new[,] { { 0, Math.Log(3) }, { Math.Log(4), 0 } });
        using var classes = tensor(new long[] { 1, 0 });
        using var weights = tensor(new double[] { 1, 3 });

        Expect.Close((-3 * Math.Log(0.75) - Math.Log(0.8)) / 4, nn.CrossEntropyLoss(weights).call(scores, classes));
        Expect.Close((-3 * Math.Log(0.75) - Math.Log(0.8)) / 4, nn.NLLLoss(weights).call(F.log_softmax(scores, 1), classes));
        Expect.Close(-Math.Log(0.8), nn.CrossEntropyLoss(ignore_index: 1).call(scores, classes));
    }

    [Fact]
    public void Label_smoothing_spreads_its_share_over_all_classes()
    {
        using var scores = tensor(new[,] { { 0, Math.Log(3) } });
        using var classes = tensor(new long[] { 1 });
        using var loss = new CrossEntropyLoss(label_smoothing: 0.2);

        Expect.Close(-0.9 * Math.Log(0.75) - 0.1 * Math.Log(0.25), loss.call(scores, classes));
    }

    [Fact]
    public void Distances_are_squared_or_absolute()
    {
        using var input = tensor(new double[] { 1, 2, 5 });
        using var target = tensor(new double[] { 2, 2, 2 });

        Expect.Close(10.0 / 3, nn.MSELoss().call(input, target));
        Expect.Close(10, nn.MSELoss(nn.Reduction.Sum).call(input, target));
        Expect.Close([1, 0, 9], F.mse_loss(input, target, nn.Reduction.None));
        Expect.Close(4.0 / 3, nn.L1Loss().call(input, target));
        Expect.Close(4, nn.L1Loss(nn.Reduction.Sum).call(input, target));
        Expect.Close([1, 0, 3], F.l1_loss(input, target, nn.Reduction.None));
    }

    [Fact]
    public void Binary_cross_entropy_agrees_with_its_form_on_logits()
    {
        using var logits = tensor(new[] { Math.Log(3), 0 });
        using var probabilities = tensor(new[] { 0.75, 0.5 });
        using var target = tensor(new double[] { 1, 0 });
        using var weight = tensor(new double[] { 2, 1 });
        double[] each = [-Math.Log(0.75), Math.Log(2)];

        Expect.Close(each.Average(), nn.BCELoss().call(probabilities, target));
        Expect.Close(each.Average(), nn.BCEWithLogitsLoss().call(logits, target));
        Expect.Close((2 * each[0] + each[1]) / 2, nn.BCELoss(weight).call(probabilities, target));
        Expect.Close((2 * each[0] + each[1]) / 2, nn.BCEWithLogitsLoss(weight).call(logits, target));
        Expect.Close((3 * each[0] + each[1]) / 2, nn.BCEWithLogitsLoss(pos_weights: tensor(3.0)).call(logits, target));
        Expect.Close(each, nn.BCEWithLogitsLoss(reduction: nn.Reduction.None).call(logits, target));
    }

    [Fact]
    public void Binary_cross_entropy_does_not_broadcast()
    {
        Assert.Throws<ExternalException>(() => F.binary_cross_entropy(zeros(2, 3), zeros(3)));
        Assert.Throws<ExternalException>(() => F.binary_cross_entropy_with_logits(zeros(2, 3), zeros(3)));
    }

    [Fact]
    public void Wrong_classes_are_an_error_of_libtorch()
    {
        Assert.Throws<ExternalException>(() => F.cross_entropy(zeros(2, 3), tensor(new long[] { 0, 3 })));
    }

    [Fact]
    public void One_hot_marks_the_class()
    {
        using var marked = F.one_hot(tensor(new long[] { 2, 0 }));

        Assert.Equal([0, 0, 1, 1, 0, 0], Expect.Values(marked));
        Expect.Shape([2, 5], F.one_hot(tensor(new long[] { 2, 0 }), 5));
        Assert.Throws<ArgumentException>(() => F.one_hot(tensor(new[] { 1, 2 })));
    }
}
