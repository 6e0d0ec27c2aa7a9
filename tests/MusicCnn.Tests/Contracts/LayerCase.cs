using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Contracts;

/// <summary>Represents one public module with an example of its use, for the contract tests.</summary>
internal sealed record LayerCase
{
    /// <summary>Gets the name of the case; the type of the module and what is special about its settings.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the type of the module.</summary>
    public required Type Module { get; init; }

    /// <summary>Builds the module.</summary>
    public required Func<nn.Module<Tensor, Tensor>> Build { get; init; }

    /// <summary>Gets the shape of the example input, small enough for central differences; the first axis counts examples, at least 2.</summary>
    public required long[] Input { get; init; }

    /// <summary>Gets the shape of the output for it.</summary>
    public required long[] Output { get; init; }

    /// <summary>Gets the shapes that the module must refuse.</summary>
    public required long[][] Refused { get; init; }

    /// <summary>Gets a value indicating whether input is complex.</summary>
    public bool ComplexInput { get; init; }

    /// <summary>Gets a value indicating whether input is magnitude or power, which is not below zero.</summary>
    public bool NonNegativeInput { get; init; }

    /// <summary>Gets a value indicating whether gradients reach input and parameters.</summary>
    public bool Differentiable { get; init; } = true;

    /// <summary>Gets the largest difference between an example alone and in a batch, in float32.</summary>
    public double BatchTolerance { get; init; } = Support.Tolerance.Float32Convolution;

    /// <summary>Builds the module with seeded weights, in evaluation mode.</summary>
    public nn.Module<Tensor, Tensor> Seeded(ScalarType type = ScalarType.Float32)
    {
        manual_seed(12);
        var module = Build();
        if (type != ScalarType.Float32)
            module.to(type);
        module.eval();
        return module;
    }

    /// <summary>Returns the seeded example input, of the given real type or the complex type of its precision.</summary>
    public Tensor Example(ScalarType type = ScalarType.Float32)
    {
        var shape = ComplexInput ? [.. Input, 2] : Input;
        var values = Support.TestSignals.Noise((int)shape.Aggregate(1L, (product, size) => product * size), seed: 21);
        using var scope = NewDisposeScope();
        var example = tensor(values, shape).to(type);
        if (NonNegativeInput)
            example = example.abs();

        // Copied into libtorch's memory: complex doubles must lie at multiples of 16 bytes, which a managed array does not promise.
        return (ComplexInput ? view_as_complex(example.clone()) : example).MoveToOuterDisposeScope();
    }

    public override string ToString() => Name;
}
