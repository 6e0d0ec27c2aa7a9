using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

/// <summary>An augmentation of the user's own has every promise of the base class.</summary>
public class OwnAugmentationTests
{
    [Fact]
    public void It_needs_nothing_but_a_change_of_one_example()
    {
        using var scope = NewDisposeScope();
        using var inversion = new Inversion(new() { Seed = 3 });
        var output = TensorAssert.Values(inversion.call(ones(200, 4), new(1, [.. Enumerable.Range(0, 200)], [.. Enumerable.Repeat(3L, 200)])));

        var rows = output.Chunk(4).Select(row => string.Join(' ', row)).ToArray();
        Assert.Equal(["-1 -1 -1 1", "1 1 1 1"], rows.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(rows.Count(row => row[0] == '-'), 70, 130);
    }

    [Fact]
    public void One_that_changes_the_shape_is_told_so()
    {
        using var scope = NewDisposeScope();
        using var half = new Half();
        Assert.Contains("Half must keep the shape [4], but gave [2]", Assert.Throws<InvalidOperationException>(() => half.call(ones(2, 4), BatchItems.Consecutive(1, 0, 2))).Message);
    }

    private sealed record InversionOptions : AugmentationOptions;

    private sealed class Inversion(InversionOptions options) : ExampleAugmentation(nameof(Inversion), options)
    {
        protected override Tensor Augment(Tensor example, ItemRandom random) => random.Unit() < 0.5 ? -example : example;
    }

    private sealed class Half() : ExampleAugmentation(nameof(Half), new InversionOptions())
    {
        protected override Tensor Augment(Tensor example, ItemRandom random) => example.narrow(-1, 0, example.shape[^1] / 2);
    }
}
