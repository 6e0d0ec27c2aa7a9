using MusicCnn.FrontEnds.Atoms;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the inverse of a <see cref="ConstantQ"/> or <see cref="VariableQ"/>: the signal whose transform comes nearest.</summary>
/// <remarks>
/// <para>Shape: complex <c>[…, F, T]</c> to <c>[…, S]</c>, up to two axes in front. Without a length, S = (T − 1)·h: up to h − 1 samples shorter
/// than the signal was. <see cref="Invert"/> takes the length and tells the iterations.</para>
/// <para>Units: complex amplitude in, amplitude out; not differentiable.</para>
/// <para>It minimizes Σ |C(k, t) − Ĉ(k, t)|², both transforms at <see cref="AtomNormalization.UnitSine"/>, by preconditioned conjugate gradients
/// on the frame operator, in double precision. An iteration costs about three transforms. It stops when the residual, as the
/// preconditioner measures it, has fallen to <see cref="InverseConstantQOptions.RelativeResidual"/> of the start.</para>
/// <para>What comes back is what the bins cover. At 36 bins per octave and a hop of 128 samples at 22.05 kHz, from two semitones above the
/// lowest to two below the highest center: 80 dB and more for sounds that fade in and out, about 50 dB half a longest atom away from ends
/// where they are cut off. A hop above half the shortest atom leaves gaps, and fewer dB.</para>
/// <para>Source: Gröchenig, "Acceleration of the frame algorithm", 1993. Verified against: the signals themselves.</para>
/// </remarks>
public sealed class InverseConstantQ : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weights")]
    private readonly Tensor _weights;
    private readonly AtomOptions _options;
    private readonly AtomBank _bank;
    private readonly double[] _weightDesign;
    private readonly ConjugateGradients _solver;

    /// <summary>Initializes a new instance of the <see cref="InverseConstantQ"/> class for a constant-Q transform.</summary>
    /// <param name="options">The settings of the transform to invert; its output must be complex, its atoms fixed.</param>
    /// <param name="stop">When to stop, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The output is not complex, the atoms are trained, or settings contradict each other.</exception>
    public InverseConstantQ(ConstantQOptions options, InverseConstantQOptions? stop = null)
        : this((AtomOptions)options, stop)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="InverseConstantQ"/> class for a variable-Q transform.</summary>
    /// <param name="options">The settings of the transform to invert; its output must be complex, its atoms fixed.</param>
    /// <param name="stop">When to stop, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The output is not complex, the atoms are trained, or settings contradict each other.</exception>
    public InverseConstantQ(VariableQOptions options, InverseConstantQOptions? stop = null)
        : this((AtomOptions)options, stop)
    {
    }

    private InverseConstantQ(AtomOptions options, InverseConstantQOptions? stop)
        : base(nameof(InverseConstantQ))
    {
        _options = AtomLimits.Valid(options);
        if (options.Output != SpectrumKind.Complex)
            throw new ArgumentException($"Only a complex transform can be inverted, but Output was {options.Output}. Set Output to Complex.", nameof(options));
        if (options.Trainable)
            throw new ArgumentException("Only fixed atoms can be inverted, but Trainable was true. Set Trainable to false.", nameof(options));

        Stop = stop ?? new();
        _bank = new AtomBank(options with { Normalization = AtomNormalization.UnitSine }, options.Frequencies);
        _weightDesign = [.. _bank.Scales.Zip(new AtomBank(options, options.Frequencies).Scales, (unit, own) => unit / own)];
        _solver = new ConjugateGradients(_bank, Stop);
        _weights = DesignedTensor.Create(_weightDesign, _weightDesign.Length, 1);
        RegisterComponents();
    }

    /// <summary>Gets when the iteration stops.</summary>
    public InverseConstantQOptions Stop { get; }

    /// <summary>Returns the signal of a transform, at the length that its frames cover.</summary>
    /// <param name="transform">The complex transform, <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c>, T at least 2.</param>
    /// <returns>The signal, <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>, S = (T − 1)·h.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong, or the frames cover no sample.</exception>
    public override Tensor forward(Tensor transform)
    {
        CheckTransform(transform);
        var frames = transform.shape[^1];
        if (frames < 2)
            throw new ArgumentException("A single frame covers no sample of its own. Give the length: Invert(transform, length).", nameof(transform));
        return Invert(transform, checked((int)(frames - 1) * _options.HopLength)).Signal;
    }

    /// <summary>Returns the signal of a transform, at a given length, and how near it came.</summary>
    /// <param name="transform">The complex transform, <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c>.</param>
    /// <param name="length">The number of samples S, with 1 + ⌊S/h⌋ = T.</param>
    /// <returns>The signal, <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>, the iterations and the residual.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong, or a signal of this length has another number of frames.</exception>
    public ConstantQInversion Invert(Tensor transform, int length)
    {
        CheckTransform(transform);
        var shape = transform.shape;
        if (_bank.FrameCount(length, nameof(length)) != shape[^1])
        {
            throw new ArgumentException(
                $"A signal of {length} samples has {_bank.FrameCount(length, nameof(length))} frames at a hop of {_options.HopLength} samples, but the transform has {shape[^1]}. "
                + $"Give a length from {Math.Max(1, (shape[^1] - 1) * _options.HopLength)} to {(shape[^1] * _options.HopLength) - 1}.",
                nameof(length));
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var target = (ComplexPairs.Readable(transform.detach()).reshape(-1, shape[^2], shape[^1]) * _weights).to(ScalarType.ComplexFloat64);
        var (signals, iterations, residual) = _solver.Solve(target, length);
        signals = signals.to(_weights.dtype).reshape([.. shape[..^2], length]);
        return new ConstantQInversion(signals.MoveToOuterDisposeScope(), iterations, residual);
    }

    /// <summary>Returns the transform's name and sizes.</summary>
    /// <returns>The transform as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"InverseConstantQ({_options.SampleRate} Hz, hop {_options.HopLength} samples, {_options.Bins} bins, residual {Stop.RelativeResidual}, at most {Stop.MaxIterations} iterations)");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue)
            DesignedTensor.Restore(_weights, _weightDesign);
    }

    private void CheckTransform(Tensor transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        var shape = transform.shape;
        if (shape.Length is < 2 or > 4 || shape[^2] != _options.Bins || shape.Contains(0))
        {
            throw new ArgumentException(
                $"Expected a complex transform [frequency={_options.Bins}, time], with up to two axes in front, but got {ShapeGuard.Print(shape)}.", nameof(transform));
        }

        var type = _weights.dtype == ScalarType.Float64 ? ScalarType.ComplexFloat64 : ScalarType.ComplexFloat32;
        if (transform.dtype != type)
            throw new ArgumentException($"The transform must be {type}, because the module is {_weights.dtype}, but was {transform.dtype}.", nameof(transform));

        using var real = transform.real;
        using var imaginary = transform.imag;
        WaveformGuard.RequireFinite(real, "real part of the transform", nameof(transform));
        WaveformGuard.RequireFinite(imaginary, "imaginary part of the transform", nameof(transform));
    }
}
