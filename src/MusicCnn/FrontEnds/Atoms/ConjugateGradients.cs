using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Finds the signals whose transforms come nearest to given ones: preconditioned conjugate gradients on the frame operator.</summary>
/// <remarks>
/// It solves AᵀA x = Aᵀ y, A the transform as a map from real signals, Aᵀ its adjoint, which automatic differentiation gives. The
/// preconditioner divides each frequency by what the frame operator does to it (<see cref="FramePower"/>). Starting from silence, what
/// the transform does not see stays silent. It works in double precision: in single, rounding outside the bins' range piles up.
/// </remarks>
internal sealed class ConjugateGradients
{
    /// <summary>Power, relative to the smallest at a bin's center, below which a frequency counts as not covered: there the preconditioner
    /// falls again, for the little that atoms see of such frequencies would otherwise be made up for by much of them.</summary>
    private const double Covered = 0.5;

    private readonly AtomBank _bank;
    private readonly AtomTransform _transform;
    private readonly InverseConstantQOptions _stop;
    private readonly FramePower _power;

    /// <summary>Initializes a new instance of the <see cref="ConjugateGradients"/> class.</summary>
    /// <param name="bank">The atoms.</param>
    /// <param name="stop">When to stop.</param>
    public ConjugateGradients(AtomBank bank, InverseConstantQOptions stop)
    {
        _bank = bank;
        _stop = stop;
        _transform = new AtomTransform(bank);
        _power = new FramePower(bank);
    }

    /// <summary>Returns signals [N, S], the number of iterations, and the largest residual relative to the start.</summary>
    /// <param name="target">The transforms [N, F, T], complex float64.</param>
    /// <param name="samples">The number of samples S.</param>
    public (Tensor Signals, int Iterations, double Residual) Solve(Tensor target, int samples)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var scales = tensor(_bank.Scales, device: target.device);
        var probe = zeros([target.shape[0], samples], dtype: ScalarType.Float64, device: target.device, requires_grad: true);
        var transform = _transform.Analyze(probe, scales);
        using var noGradients = no_grad();

        var weights = Weights(samples, probe);
        var signals = zeros_like(probe);
        var residual = Adjoint(target);
        var direction = Precondition(residual);
        var energy = Dot(residual, direction);
        var start = energy.clone();
        var iterations = 0;
        for (; iterations < _stop.MaxIterations; iterations++)
        {
            // A signal that is done keeps its value while the others go on.
            using var step = NewDisposeScope();
            var isActive = energy > start * (_stop.RelativeResidual * _stop.RelativeResidual);
            if (!isActive.any().item<bool>())
                break;

            var image = _transform.Analyze(direction, scales);
            var length = where(isActive, energy / Energy(image), zeros_like(energy));
            signals.add_(length * direction);
            residual.sub_(length * Adjoint(image));
            var next = Precondition(residual);
            var nextEnergy = where(isActive, Dot(residual, next), energy);
            direction.mul_(where(isActive, nextEnergy / energy, zeros_like(energy))).add_(next);
            energy.copy_(nextEnergy);
        }

        var relative = where(start > 0, energy / start, zeros_like(start)).sqrt().amax([0, 1]).item<double>();
        return (signals.MoveToOuterDisposeScope(), iterations, relative);

        Tensor Adjoint(Tensor image) => autograd.grad([transform], [probe], [image], retain_graph: true)[0];

        Tensor Precondition(Tensor signal) =>
            fft.irfft(fft.rfft(signal, Size(samples)) * weights, Size(samples)).narrow(1, 0, samples);
    }

    private static Tensor Dot(Tensor left, Tensor right) => (left * right).sum(1, keepdim: true);

    private static Tensor Energy(Tensor image) => view_as_real(image).square().sum([1, 2, 3]).unsqueeze(1);

    /// <summary>Returns the FFT size of the preconditioner.</summary>
    private int Size(int samples) => BlockGrid.Smooth(samples + _bank.Reach);

    /// <summary>Returns the preconditioner at the frequencies of the FFT: about one over the frame operator's power where it is covered.</summary>
    private Tensor Weights(int samples, Tensor like)
    {
        var size = Size(samples);
        var uncovered = Covered * _power.SmallestAtCenters;
        var weights = new double[(size / 2) + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            var power = _power.At((double)i / size);
            weights[i] = power / ((power * power) + (uncovered * uncovered));
        }

        return tensor(weights, device: like.device);
    }
}
