using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

/// <summary>Holds every augmentation to the promises that all of them make.</summary>
public class AugmentationContractTests
{
    private static readonly BatchItems Four = new(2, [7, 1_000_000_000_000, 3, 0]);

    public static TheoryData<string> Cases => AugmentationCatalog.Names;

    public static TheoryData<string> DifferentiableCases => AugmentationCatalog.DifferentiableNames;

    public static TheoryData<string> RefusingCases => AugmentationCatalog.RefusingNames;

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_batch_is_changed_in_a_new_tensor_and_nothing_else_is_left(string name)
    {
        var (layer, input) = Make(name);
        using var owned = layer;
        using var source = input;
        using var before = input.clone();

        Tensor? output = null;
        var change = LiveTensors.ChangeBy(() => output = layer.call(input, Four));

        TensorAssert.Shape(input.shape, output!);
        Assert.Equal((1, input.dtype), (change, output!.dtype));
        Assert.False(output.Equals(before), "Nothing was changed.");
        output.Dispose();
        Assert.True(input.Equals(before), "The input has changed.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void After_eval_the_input_comes_back_as_it_is(string name)
    {
        var (layer, input) = Make(name);
        using var owned = layer;
        using var source = input;
        layer.eval();

        Tensor? output = null;
        Assert.Equal(1, LiveTensors.ChangeBy(() => output = layer.call(input, Four)));

        Assert.NotSame(input, output);
        Assert.True(output!.Equals(input));
        output.Dispose();
        Assert.False(input.IsInvalid);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_item_is_changed_alike_in_every_batch_and_order_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input) = Make(name);
        using var owned = layer;
        var together = layer.call(input, Four);

        var order = tensor(new long[] { 2, 0, 3, 1 });
        var reordered = layer.call(input.index_select(0, order), new(2, [3, 7, 0, 1_000_000_000_000]));
        Assert.True(together.index_select(0, order).Equals(reordered));
        for (var i = 0; i < 4; i++)
        {
            Assert.True(together[i].Equals(layer.call(input.narrow(0, i, 1), new(2, [Four.Items[i]]))[0]), $"alone {i}");
            Assert.True(together[i].Equals(layer.Apply(input[i], epoch: 2, item: Four.Items[i])), $"as an example {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Padding_stays_and_has_no_influence_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input) = Make(name);
        using var owned = layer;
        var steps = input.shape[^1];
        long[] lengths = [steps, steps - 1, steps / 2, 2];
        var padding = full([.. input.shape[..^1], 3], 1e30, dtype: input.dtype);
        var padded = layer.call(cat([input, padding], -1), new(2, Four.Items, lengths));
        var plain = layer.call(input, new(2, Four.Items, lengths));

        for (var i = 0; i < 4; i++)
        {
            Assert.True(padded[i].narrow(-1, 0, steps).Equals(plain[i]));
            Assert.True(padded[i].narrow(-1, steps, 3).Equals(padding[i]));
            if (lengths[i] < steps)
                Assert.True(plain[i].narrow(-1, lengths[i], steps - lengths[i]).Equals(input[i].narrow(-1, lengths[i], steps - lengths[i])));
            Assert.True(plain[i].narrow(-1, 0, lengths[i]).Equals(layer.Apply(input[i].narrow(-1, 0, lengths[i]), 2, Four.Items[i])));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Items_epochs_and_seeds_are_changed_differently_and_the_same_again_alike(string name)
    {
        using var scope = NewDisposeScope();
        var augmentation = AugmentationCatalog.Find(name);
        using var layer = augmentation.Build(1);
        using var again = augmentation.Build(1);
        using var other = augmentation.Build(2);
        var input = Example(augmentation.Input).narrow(0, 0, 1).expand([20, .. augmentation.Input[1..]]);
        var items = BatchItems.Consecutive(1, 0, 20);
        var output = layer.call(input, items);

        Assert.True(output.Equals(again.call(input, items)));
        Assert.False(output.Equals(layer.call(input, BatchItems.Consecutive(2, 0, 20))));
        Assert.False(output.Equals(layer.call(input, BatchItems.Consecutive(1, 20, 20))));
        Assert.False(output.Equals(other.call(input, items)));

        // Of small shifts and masks some are equal by chance.
        var distinct = Enumerable.Range(0, 20).Select(i => string.Join(' ', TensorAssert.Values(output[i]))).Distinct().Count();
        Assert.True(distinct >= 6, $"Only {distinct} of 20 items differ.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_and_double_precision_draw_alike(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input) = Make(name);
        using var owned = layer;

        var output = layer.call(input.to(ScalarType.Float64), Four);

        Assert.Equal(ScalarType.Float64, output.dtype);
        TensorAssert.CloseToPeak(TensorAssert.Values(output), layer.call(input, Four), Tolerance.Float32Sum);
    }

    [Theory]
    [MemberData(nameof(DifferentiableCases))]
    public void Gradients_equal_central_differences(string name)
    {
        var (layer, input) = Make(name);
        using var owned = layer;
        using var source = input;
        using var point = input.to(ScalarType.Float64);

        GradientCheck.Passes(values => layer.call(values, Four), point);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_no_batch_of_the_items_is_refused_with_both_shapes(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, _) = Make(name);
        using var owned = layer;
        foreach (var shape in new long[][] { [4], [3, 30], [4, 0], [4, 1, 2, 3, 4], [0, 3] })
        {
            var error = Assert.Throws<ArgumentException>(() => layer.call(zeros(shape), Four));
            Assert.Matches(@"Expected 4 .*\[batch, ", error.Message);
            Assert.Contains($"got [{string.Join(", ", shape)}]", error.Message);
        }

        var input = AugmentationCatalog.Find(name).Input;
        Assert.Contains("got Int64", Assert.Throws<ArgumentException>(() => layer.call(zeros(input, dtype: ScalarType.Int64), Four)).Message);
        Assert.Contains(
            $"above the {input[^1]} samples or frames of the batch, but one is 1000",
            Assert.Throws<ArgumentException>(() => layer.call(zeros(input), new(1, Four.Items, [1, 2, 1, 1000]))).Message);
    }

    [Theory]
    [MemberData(nameof(RefusingCases))]
    public void What_the_layer_does_not_take_is_refused_in_both_modes(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, _) = Make(name);
        using var owned = layer;
        var shape = AugmentationCatalog.Find(name).Refused!;

        var error = Assert.Throws<ArgumentException>(() => layer.call(zeros(shape), Four));
        Assert.Matches(@"Expected (images|waveforms) \[.+\], but got", error.Message);
        Assert.Contains($"got [{string.Join(", ", shape)}]", error.Message);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_layer_prints_more_than_its_type_and_holds_no_state(string name)
    {
        using var layer = AugmentationCatalog.Find(name).Build(0);

        Assert.StartsWith($"{layer.GetType().Name}(", layer.ToString());
        Assert.DoesNotContain(layer.GetType().FullName!, layer.ToString());
        Assert.Empty(layer.state_dict());
    }

    private static (AugmentationLayer Layer, Tensor Input) Make(string name)
    {
        var augmentation = AugmentationCatalog.Find(name);
        return (augmentation.Build(1), Example(augmentation.Input));
    }

    private static Tensor Example(long[] shape) =>
        tensor(TestSignals.Noise((int)shape.Aggregate(1L, (product, size) => product * size), seed: 5), shape, dtype: ScalarType.Float32);
}
