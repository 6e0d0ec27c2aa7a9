using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Contracts;

/// <summary>Holds every public module to the promises that all modules of the library make.</summary>
[Collection(Alone.Name)]
public class LayerContractTests
{
    public static TheoryData<string> Cases => LayerCatalog.Names;

    public static TheoryData<string> DifferentiableCases => LayerCatalog.DifferentiableNames;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_has_the_declared_shape(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();
        using var input = layer.Example();

        using var output = module.call(input);

        TensorAssert.Shape(layer.Output, output);
        Assert.IsType(layer.Module, module);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_batch_equals_its_items_one_by_one(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();
        using var input = layer.Example();
        Assert.True(input.shape[0] > 1, "The example must be a batch.");

        using var batch = module.call(input);

        for (var i = 0; i < input.shape[0]; i++)
        {
            using var alone = module.call(input.narrow(0, i, 1));
            using var together = batch.narrow(0, i, 1);
            TensorAssert.Close(together, alone, layer.BatchTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(DifferentiableCases))]
    public void Gradients_of_the_input_equal_central_differences(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded(ScalarType.Float64);
        using var input = layer.Example(ScalarType.Float64);

        if (!layer.ComplexInput)
        {
            GradientCheck.Passes(module.call, input);
            return;
        }

        using var parts = view_as_real(input).clone();
        GradientCheck.Passes(real => module.call(view_as_complex(real)), parts);
    }

    [Theory]
    [MemberData(nameof(DifferentiableCases))]
    public void Gradients_of_each_parameter_equal_central_differences(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded(ScalarType.Float64);
        using var input = layer.Example(ScalarType.Float64);

        foreach (var (key, parameter) in module.named_parameters())
        {
            Assert.True(parameter.requires_grad, key);
            GradientCheck.Passes(() => module.call(input), parameter);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Conversion_to_double_precision_converts_everything(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded(ScalarType.Float64);
        using var input = layer.Example(ScalarType.Float64);

        using var output = module.call(input);

        Assert.True(output.dtype is ScalarType.Float64 or ScalarType.ComplexFloat64, output.dtype.ToString());
        Assert.All(module.state_dict(), entry => Assert.True(entry.Value.dtype is ScalarType.Float64 or ScalarType.Int64, entry.Key));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Input_of_another_precision_than_the_weights_is_computed_or_refused_by_name(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();
        using var input = layer.Example(ScalarType.Float64);

        try
        {
            using var output = module.call(input);
        }
        catch (ArgumentException e)
        {
            Assert.Contains("Float32", e.Message, StringComparison.Ordinal);
            Assert.Contains("Float64", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void State_round_trips_into_a_module_with_other_weights(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();
        using var input = layer.Example();
        using var expected = module.call(input);
        // TorchSharp closes the stream that it saves into.
        var saved = new MemoryStream();
        module.save(saved);
        using var stream = new MemoryStream(saved.ToArray());
        manual_seed(99);
        using var other = layer.Build();
        other.eval();

        other.load(stream);

        using var actual = other.call(input);
        TensorAssert.Close(expected, actual, tolerance: 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_tensor_has_two_keys(string name)
    {
        using var module = LayerCatalog.Find(name).Seeded();

        var twice = module.state_dict().GroupBy(entry => entry.Value, ReferenceEqualityComparer.Instance).Where(same => same.Count() > 1);

        Assert.All(twice, same => Assert.Fail(string.Join(" and ", same.Select(entry => entry.Key))));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_module_built_inside_a_dispose_scope_survives_it(string name)
    {
        var layer = LayerCatalog.Find(name);
        nn.Module<Tensor, Tensor> module;
        using (NewDisposeScope())
            module = layer.Seeded();
        using var owned = module;
        using var outside = layer.Seeded();
        using var input = layer.Example();

        using var output = module.call(input);

        TensorAssert.Shape(layer.Output, output);
        // TorchSharp passes over what was disposed.
        Assert.Equal(outside.state_dict().Keys, module.state_dict().Keys);
        Assert.All(module.state_dict(), entry => Assert.False(entry.Value.IsInvalid, entry.Key));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_leaves_one_tensor_more_and_its_input_as_it_was(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();
        using var input = layer.Example();
        using var before = input.clone();

        Tensor? output = null;
        var change = LiveTensors.ChangeBy(() => output = module.call(input));

        using var owned = output!;
        Assert.Equal(1, change);
        Assert.NotSame(input, output);
        Assert.True(input.Equals(before), "The input has changed.");
        output!.Dispose();
        Assert.True(input.Equals(before), "The input has gone with the output.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Building_and_disposing_leaves_no_tensor(string name)
    {
        var layer = LayerCatalog.Find(name);

        Assert.Equal(0, LiveTensors.ChangeBy(() => layer.Build().Dispose()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluation_is_deterministic(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();
        using var input = layer.Example();

        using var first = module.call(input);
        using var second = module.call(input);

        TensorAssert.Close(first, second, tolerance: 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Wrong_shapes_are_refused_with_the_expected_and_the_given_one(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();
        foreach (var shape in layer.Refused)
        {
            using var input = zeros(shape, dtype: layer.ComplexInput ? ScalarType.ComplexFloat32 : ScalarType.Float32);

            var error = Assert.ThrowsAny<ArgumentException>(() => module.call(input));

            Assert.Matches(@"Expected .*\[.+\]", error.Message);
            Assert.Contains($"got [{string.Join(", ", shape)}]", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_module_prints_more_than_its_type(string name)
    {
        var layer = LayerCatalog.Find(name);
        using var module = layer.Seeded();

        var text = module.ToString()!;

        Assert.StartsWith($"{layer.Module.Name}(", text);
        Assert.DoesNotContain(layer.Module.FullName!, text);
    }
}
