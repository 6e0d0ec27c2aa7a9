using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents per-channel energy normalization: each band over its own level in the recent past, so that onsets stand out and loudness, distance
/// and steady noise go.</summary>
/// <remarks>
/// <para>Shape: <c>[N, C, F, T]</c>, <c>[C, F, T]</c> or <c>[F, T]</c> to the same shape; F = <see cref="Bins"/>.</para>
/// <para>Units: magnitude or power in, not negative, of any scale; no unit out, 0 at silence.</para>
/// <para>M(t) = (1 − b) M(t − 1) + b S(t), then (S/(ε + M)^α + δ)^r − δ^r, with S the image times <see cref="PcenOptions.Scale"/>. A power r of 0 is
/// ln(1 + S/(ε + M)^α). A bias δ of 0 is the power of that quotient alone, a line below 1e-20 so that its gradient is finite.</para>
/// <para>Learned are α, δ, the root 1/r and b, limited as in LEAF: α ≤ 1, root ≥ 1, 0 ≤ b ≤ 1; and δ ≥ 1e-6, where LEAF has no limit and turns to NaN
/// below 0. Gradients reach the image and all of them, and are finite at silence.</para>
/// <para>On the CPU everything is computed in double precision and rounded once; elsewhere in the type of the image. Without gradients a float32 image on
/// the CPU goes through a recursion that gives the same bits in pieces (<see cref="Process"/>) as in one.</para>
/// <para>Source: Wang and others, "Trainable frontend for robust and far-field keyword spotting", ICASSP 2017; librosa 0.11 <c>pcen</c>; Zeghidour and
/// others, "LEAF: A learnable frontend for audio classification", ICLR 2021. Differences from LEAF: parameters that all bands share are possible, and the
/// limit of δ. Verified against: the formula in double precision (5e-6 in float32, 1e-12 in float64) and published values of both.</para>
/// </remarks>
public sealed class Pcen : nn.Module<Tensor, Tensor>
{
    /// <summary>Below it, a power without a bias is a line.</summary>
    internal const double SmallestPowerBase = 1e-20;

    /// <summary>The smallest bias that training can reach.</summary>
    private const double SmallestBias = 1e-6;

    [ComponentName(Name = "gain")]
    private readonly Tensor? _gain;
    [ComponentName(Name = "bias")]
    private readonly Tensor? _bias;
    [ComponentName(Name = "root")]
    private readonly Tensor? _root;
    [ComponentName(Name = "smoothing")]
    private readonly Tensor? _smoothing;
    private readonly double _designedSmoothing;

    /// <summary>Initializes a new instance of the <see cref="Pcen"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="bins">The number of bands F of the images, at least 1.</param>
    /// <param name="frameRate">The number of frames a second, above 0; <see langword="null"/> only where <see cref="PcenOptions.Smoothing"/> is set.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentNullException">The smoothing needs a frame rate, and there is none.</exception>
    public Pcen(PcenOptions options, int bins, double? frameRate = null)
        : base(nameof(Pcen))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Bins = Internal.Require.Positive(bins, "bands", nameof(bins));
        _designedSmoothing = options.SmoothingAt(frameRate);
        if (options.Trainable)
        {
            _gain = Parameter(options.Gain);
            _smoothing = Parameter(_designedSmoothing);
            if (options.Power > 0)
                _root = Parameter(1 / options.Power);
            if (options is { Power: > 0, Bias: > 0 })
                _bias = Parameter(options.Bias);
        }

        RegisterComponents();
    }

    /// <summary>Initializes a new instance of the <see cref="Pcen"/> class for the images of a front-end.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="frontEnd">The front-end, for its bins and frame rate.</param>
    public Pcen(PcenOptions options, IFrontEnd frontEnd)
        : this(options, Internal.Require.NotNull(frontEnd, nameof(frontEnd)).Bins, frontEnd.FrameRate)
    {
    }

    /// <summary>Gets the settings.</summary>
    public PcenOptions Options { get; }

    /// <summary>Gets the number of bands of the images.</summary>
    public int Bins { get; }

    private int ParameterCount => Options.PerBand ? Bins : 1;

    /// <summary>Returns the normalized image; it begins as <see cref="PcenOptions.Start"/> says.</summary>
    /// <param name="image">The image, <c>[N, C, F, T]</c>, <c>[C, F, T]</c> or <c>[F, T]</c>, float32 or float64, finite, not negative.</param>
    /// <returns>The normalized image, of the same shape and type.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values of the image are wrong.</exception>
    public override Tensor forward(Tensor image)
    {
        Check(image, fewestFrames: 1);
        return Normalize(image, null);
    }

    /// <summary>Returns the next piece of a normalized image, of any number of frames.</summary>
    /// <param name="image">The next piece, of the same sizes as the pieces before but for T, which may be 0.</param>
    /// <param name="state">What is remembered of the pieces before; new for the first. It is moved on by this piece. Gradients do not go back into
    /// earlier pieces.</param>
    /// <returns>The normalized piece, of the same shape and type. All pieces one behind the other are the image that <see cref="forward"/> gives: the
    /// same bits without gradients for float32 on the CPU, as good as that elsewhere.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values of the piece are wrong, or the state is that of other images.</exception>
    public Tensor Process(Tensor image, PcenState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Check(image, fewestFrames: 0);
        var images = image.shape[..^2].Aggregate(1L, (product, size) => product * size);
        if (state.Level is { } level && (level.shape[0] != images || level.shape[1] != Bins))
        {
            throw new ArgumentException(
                $"The state is that of {level.shape[0]} images of {level.shape[1]} bands, but the piece has {images} of {Bins}. Give each signal a state of its own, or Reset it.",
                nameof(state));
        }

        return image.shape[^1] == 0 ? image.clone() : Normalize(image, state);
    }

    /// <summary>Returns the module's name and settings.</summary>
    /// <returns>The module as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Pcen({Bins} bands, gain {Options.Gain}, bias {Options.Bias}, power {Options.Power}, smoothing {_designedSmoothing:0.####}{(Options.Trainable ? ", trainable" : "")})");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (!dtype.HasValue)
            return;
        Restore(_gain, Options.Gain);
        Restore(_bias, Options.Bias);
        Restore(_root, 1 / Options.Power);
        Restore(_smoothing, _designedSmoothing);
    }

    private Tensor Parameter(double value) => nn.Parameter(DesignedTensor.Create(Repeated(value), ParameterCount)).DetachFromDisposeScope();

    private void Restore(Tensor? parameter, double value)
    {
        if (parameter is not null)
            DesignedTensor.RestoreUntrained(parameter, Repeated(value));
    }

    private double[] Repeated(double value) => [.. Enumerable.Repeat(value, ParameterCount)];

    private void Check(Tensor image, int fewestFrames)
    {
        ArgumentNullException.ThrowIfNull(image);
        var shape = image.shape;
        if (shape.Length is < 2 or > 4 || shape[^2] != Bins || shape[^1] < fewestFrames || shape.AsSpan()[..^2].Contains(0))
            throw new ArgumentException($"Expected an image [batch, channel, frequency={Bins}, time], or without the axes in front, but got {ShapeGuard.Print(shape)}.", nameof(image));
        if (_gain is { } gain && image.dtype != gain.dtype)
            throw new ArgumentException($"The image must be {gain.dtype} like the module, but was {image.dtype}.", nameof(image));
        if (shape[^1] > 0)
            ImageGuard.RequireMagnitudes(image, "The image", "PCEN takes magnitude or power, before any logarithm or decibels.", nameof(image));
    }

    private Tensor Normalize(Tensor image, PcenState? state)
    {
        using var scope = NewDisposeScope();
        var images = image.reshape(-1, Bins, image.shape[^1]).contiguous();
        var recording = is_grad_enabled() && _gain is not null;
        var result = !recording && FusedFrames.CanRead(images) ? Recursive(images, state) : Differentiable(images, state);
        return result.reshape(image.shape).MoveToOuterDisposeScope();
    }

    private Tensor Recursive(Tensor images, PcenState? state)
    {
        var (gain, bias, root, smoothing) = Terms(ScalarType.Float64, CPU);
        var bands = new PcenBand[Bins];
        for (var band = 0; band < Bins; band++)
            bands[band] = new PcenBand(At(gain, band), At(bias, band), Options.Power == 0 ? 0 : 1 / At(root, band), At(smoothing, band));

        var levels = state?.Level is { } before
            ? before.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray()
            : new double[images.shape[0] * Bins];
        var result = new PcenKernel(Options, bands).Run(images, levels, fresh: state?.Level is null);
        state?.Keep(tensor(levels, [images.shape[0], Bins]));
        return result;

        static double At(Tensor values, int band) => values.data<double>()[values.numel() == 1 ? 0 : band];
    }

    private Tensor Differentiable(Tensor images, PcenState? state)
    {
        // Axes: groups of rows that share parameters, rows, frames.
        var type = images.device_type == DeviceType.CPU ? ScalarType.Float64 : images.dtype;
        var shared = _gain is null || ParameterCount == 1;
        var (gain, bias, root, smoothing) = Terms(type, images.device);
        var scaled = images.to(type).mul(Options.Scale);
        var values = Rows(scaled);
        var levels = Rows(NeighborMaximum.Of(scaled, Options.NeighborBands));
        var start = state?.Level is { } before ? Rows(before.to(type, images.device).unsqueeze(2))
            : Options.Start == PcenStart.UnitLevel ? ones([levels.shape[0], levels.shape[1], 1], dtype: type, device: images.device) : levels.narrow(2, 0, 1);

        var smoothed = LinearRecursion.Run(levels * smoothing, 1 - smoothing, start);
        var quotient = values * smoothed.add(Options.Floor).pow(-gain);
        state?.Keep(Images(smoothed.narrow(2, values.shape[2] - 1, 1)).squeeze(2));
        return Images(Compressed(quotient, bias, root)).to(images.dtype);

        Tensor Rows(Tensor tensor) => shared ? tensor.reshape(1, -1, tensor.shape[2]) : tensor.transpose(0, 1);
        Tensor Images(Tensor tensor) => shared ? tensor.reshape(-1, Bins, tensor.shape[2]) : tensor.transpose(0, 1);
    }

    /// <summary>Returns x^r forms through log1p and expm1, which keep relative precision near silence.</summary>
    private Tensor Compressed(Tensor quotient, Tensor bias, Tensor root)
    {
        if (Options.Power == 0)
            return quotient.log1p();
        var power = 1 / root;
        return Options.Bias == 0
            ? quotient.clamp_min(SmallestPowerBase).pow(power - 1) * quotient
            : bias.pow(power) * ((quotient / bias).log1p() * power).expm1();
    }

    /// <summary>Returns gain, bias, root and smoothing within their limits, [P, 1, 1].</summary>
    private (Tensor Gain, Tensor Bias, Tensor Root, Tensor Smoothing) Terms(ScalarType type, Device device)
    {
        return (
            Term(_gain, Options.Gain).clamp_max(1),
            _bias is null ? Term(null, Options.Bias) : Term(_bias, 0).clamp_min(SmallestBias),
            Term(_root, Options.Power == 0 ? 1 : 1 / Options.Power).clamp_min(1),
            Term(_smoothing, _designedSmoothing).clamp(0.0.ToScalar(), 1.0.ToScalar()));

        Tensor Term(Tensor? parameter, double constant) =>
            parameter?.to(type, device).reshape(-1, 1, 1) ?? tensor(constant, dtype: type, device: device).reshape(1, 1, 1);
    }
}
