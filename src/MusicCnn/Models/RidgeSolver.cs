using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Solves min ‖Y − 1b − XW‖² + λ‖W‖² for any number of λ, in double precision.</summary>
/// <remarks>
/// <para>The eigenvectors of XᵀX, or of XXᵀ where there are fewer examples than features, are computed once; then every λ is a division. With P = XV, V the eigenvectors of
/// XᵀX and s their eigenvalues, W = V (s + λ)⁻¹ PᵀY, and example i without itself in the training set is missed by rᵢ/(1 − hᵢ), r the residuals
/// and hᵢ = 1/N + Σⱼ Pᵢⱼ²/(sⱼ + λ).</para>
/// <para>Source: Golub, Heath, Wahba, "Generalized cross-validation as a method for choosing a good ridge parameter", Technometrics 1979; Allen, Technometrics 1974, for the errors.</para>
/// <para>Tensors live in the dispose scope in which the solver is made.</para>
/// </remarks>
internal sealed class RidgeSolver
{
    /// <summary>The penalties tried, as powers of ten of the largest eigenvalue, half a decade apart.</summary>
    private static readonly double[] Exponents = [.. Enumerable.Range(0, 17).Select(step => -6 + (step / 2.0))];

    private readonly Tensor _features;
    private readonly Tensor _targets;
    private readonly Tensor _vectors;
    private readonly Tensor _values;
    private readonly Tensor _projections;
    private readonly bool _byExample;

    /// <param name="features">The features X, <c>[N, D]</c>, float64, of mean 0.</param>
    /// <param name="targets">The targets Y, <c>[N, C]</c>, float64.</param>
    public RidgeSolver(Tensor features, Tensor targets)
    {
        _features = features;
        Offset = targets.mean([0]);
        _targets = targets - Offset;
        _byExample = features.shape[0] <= features.shape[1];
        var transposed = features.transpose(0, 1);
        (_values, _vectors) = linalg.eigh(_byExample ? features.matmul(transposed) : transposed.matmul(features));
        // Rounding leaves zeros a little below zero.
        _values = _values.clamp_min(0);
        _projections = _byExample ? _vectors * _values.sqrt() : features.matmul(_vectors);
    }

    /// <summary>Gets the offsets b, <c>[C]</c>: the means of the targets, whatever λ.</summary>
    public Tensor Offset { get; }

    /// <summary>Returns the weights W for a penalty λ, <c>[D, C]</c>.</summary>
    public Tensor Weights(double penalty)
    {
        using var scope = NewDisposeScope();
        var weights = _byExample
            ? _features.transpose(0, 1).matmul(_vectors.matmul(_vectors.transpose(0, 1).matmul(_targets) / Divisor(penalty)))
            : _vectors.matmul(_projections.transpose(0, 1).matmul(_targets) / Divisor(penalty));
        return weights.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the mean square by which examples are missed when each is left out of the training set in its turn.</summary>
    public double LeaveOneOutError(double penalty)
    {
        using var scope = NewDisposeScope();
        var fitted = _projections.matmul(_projections.transpose(0, 1).matmul(_targets) / Divisor(penalty));
        var influence = _projections.square().matmul(Divisor(penalty).reciprocal()) + (1.0 / _features.shape[0]);   // [N, 1]
        return ((_targets - fitted) / (1 - influence)).square().mean().item<double>();
    }

    /// <summary>Returns the penalty of least error, the greatest of equals.</summary>
    public double BestPenalty()
    {
        var largest = _values.max().item<double>();
        // Features that never differ: no weight is better than zero.
        if (largest <= 0)
            return 1;
        return Exponents.Select(exponent => largest * Math.Pow(10, exponent)).Reverse().MinBy(LeaveOneOutError);
    }

    private Tensor Divisor(double penalty) => (_values + penalty).unsqueeze(1);
}
