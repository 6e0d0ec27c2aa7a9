using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>Groups can start from layers trained before, and can be kept from training.</summary>
public class GroupTransferTests
{
    private static readonly FilterGroup Temporal = FilterShape.Temporal(5).Times(3);
    private static readonly FilterGroup Frequency = FilterShape.Frequency(4).Times(2);

    private static readonly MixedShapeConvOptions Both = new() { Groups = [Temporal, Frequency], BatchNorm = BatchNormOrder.AfterActivation };

    [Fact]
    public void A_layer_of_two_trained_ones_gives_the_features_of_each()
    {
        using var time = Trained(Both with { Groups = [Temporal] }, seed: 1);
        using var frequency = Trained(Both with { Groups = [Frequency] }, seed: 2);
        using var both = Trained(Both with { Groups = [Frequency, Temporal] }, seed: 3);
        using var image = rand(2, 1, 8, 12);

        both.CopyFrom(time);
        both.CopyFrom(frequency);

        using var features = both.call(image);
        using var expected = cat([frequency.call(image), time.call(image)], dim: 1);
        TensorAssert.Close(expected, features, tolerance: 0);
        // Copies, not the same weights.
        using var noGradient = no_grad();
        time.Filters(0).fill_(0);
        Assert.NotEqual(0, both.Filters(1).abs().sum().item<float>());
    }

    [Fact]
    public void Equal_groups_are_copied_one_to_one()
    {
        using var source = Trained(new() { Groups = [Temporal, Temporal] }, seed: 1);
        using var target = Trained(new() { Groups = [Temporal, Frequency, Temporal] }, seed: 2);

        target.CopyFrom(source);

        TensorAssert.Close(source.Filters(0), target.Filters(0), tolerance: 0);
        TensorAssert.Close(source.Filters(1), target.Filters(2), tolerance: 0);
    }

    public static TheoryData<MixedShapeConvOptions, string> Different() => new()
    {
        { Both with { Groups = [FilterShape.Temporal(6).Times(3)] }, "The other layer has 3 of 1×6, but this one has no group of 1×6 left to take them: its groups are 3 of 1×5; 2 of 4×1. Build it with the same shapes" },
        { Both with { Groups = [Temporal, Temporal] }, "no group of 1×5 left" },
        { Both with { Groups = [Temporal with { Count = 4 }] }, "The other layer has 4 of 1×5, but this one has 3 of 1×5. Both need the same count" },
        { Both with { Groups = [Temporal with { FrameDilation = 2 }] }, "The other layer has 3 of 1×5 (dilation 1×2), but this one has 3 of 1×5." },
        { Both with { InChannels = 2 }, "The layers differ in input channels: 2 in the other, 1 in this one." },
        { Both with { Bias = false }, "The layers differ in Bias: False in the other, True in this one." },
        { Both with { BatchNorm = BatchNormOrder.None }, "The layers differ in BatchNorm: None in the other, AfterActivation in this one." },
        { Both with { BatchNormEpsilon = 1e-3 }, "The layers differ in BatchNormEpsilon: 0.001 in the other, 1E-05 in this one." },
        { Both with { Activation = Activation.Elu }, "The layers differ in Activation: Elu in the other, Relu in this one." },
        // The first group fits and must not be copied before the second is found not to.
        { Both with { Groups = [Temporal, FilterShape.Frequency(9).Times(2)] }, "no group of 9×1 left" },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void What_differs_is_named_and_nothing_is_copied(MixedShapeConvOptions other, string message)
    {
        using var source = Trained(other, seed: 1);
        using var target = Trained(Both, seed: 2);
        var before = target.state_dict().ToDictionary(entry => entry.Key, entry => TensorAssert.Values(entry.Value));

        var error = Assert.Throws<ArgumentException>(() => target.CopyFrom(source));

        Assert.Contains(message, error.Message);
        Assert.All(target.state_dict(), entry => TensorAssert.Close(before[entry.Key], entry.Value, tolerance: 0));
    }

    [Fact]
    public void Training_leaves_a_frozen_group_as_it_is_and_changes_the_others()
    {
        using var layer = Trained(Both, seed: 4);
        layer.Freeze(0);
        // All of the network goes into training mode behind the back of the frozen group.
        layer.train();
        var before = Values(layer);

        Step(layer);

        Assert.True(layer.IsFrozen(0));
        Assert.False(layer.IsFrozen(1));
        foreach (var (key, values) in Values(layer))
            Assert.True(values.SequenceEqual(before[key]) == key.StartsWith("groups.0.", StringComparison.Ordinal), key);
    }

    [Fact]
    public void Training_changes_a_group_again_that_is_frozen_no_more()
    {
        using var layer = Trained(Both, seed: 4);
        layer.train();
        layer.Freeze(0);
        Step(layer);
        layer.Unfreeze(0);
        var before = Values(layer);

        Step(layer);

        Assert.All(Values(layer), entry => Assert.False(entry.Value.SequenceEqual(before[entry.Key]), entry.Key));
    }

    [Fact]
    public void A_frozen_group_still_passes_gradients_on_to_what_comes_before_it()
    {
        using var layer = Trained(Both, seed: 4);
        layer.Freeze(0);
        layer.Freeze(1);
        using var image = rand(2, 1, 8, 12).requires_grad_();

        using var loss = layer.call(image).square().sum();
        loss.backward();

        Assert.True(image.grad!.abs().max().item<float>() > 0);
    }

    [Fact]
    public void A_group_that_is_not_there_is_refused()
    {
        using var layer = Trained(Both, seed: 4);

        Assert.Throws<ArgumentOutOfRangeException>(() => layer.Freeze(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.IsFrozen(-1));
    }

    private static Dictionary<string, double[]> Values(MixedShapeConv layer) =>
        layer.state_dict().ToDictionary(entry => entry.Key, entry => TensorAssert.Values(entry.Value));

    private static void Step(MixedShapeConv layer)
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD(layer.parameters(), 0.1);
        layer.call(rand(4, layer.Options.InChannels, 8, 12)).square().mean().backward();
        optimizer.step();
        optimizer.zero_grad();
    }

    /// <summary>Returns a layer whose weights and statistics are all different from those of another seed.</summary>
    private static MixedShapeConv Trained(MixedShapeConvOptions options, int seed)
    {
        var layer = new MixedShapeConv(options);
        using var noGradient = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var (key, tensor) in layer.state_dict())
        {
            if (tensor.dtype == ScalarType.Float32)
                tensor.uniform_(key.EndsWith("running_var", StringComparison.Ordinal) ? 0.5 : -1, 1, generator);
            else
                tensor.fill_(seed);
        }

        layer.eval();
        return layer;
    }
}
