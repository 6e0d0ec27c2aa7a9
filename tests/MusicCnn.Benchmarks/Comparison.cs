using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Represents one piece of work done in two ways, and once in double precision to see how far both are off.</summary>
/// <param name="Plain">On torch alone.</param>
/// <param name="Ours">With this library.</param>
/// <param name="Exact">In double precision.</param>
/// <param name="Absolute">Whether deviations are those of the values (a logarithm's) rather than relative to the largest value.</param>
internal sealed record Comparison(Func<Tensor> Plain, Func<Tensor> Ours, Func<Tensor> Exact, bool Absolute = false)
{
    /// <summary>Returns how far float32 results are from double precision at worst.</summary>
    public (double Plain, double Ours) Deviations()
    {
        using var scope = NewDisposeScope();
        var exact = Exact();
        var peak = Absolute ? 1 : exact.abs().max().item<double>();
        return (Of(Plain()), Of(Ours()));

        double Of(Tensor result) => (result.to(exact.dtype).reshape(exact.shape) - exact).abs().max().item<double>() / peak;
    }
}
