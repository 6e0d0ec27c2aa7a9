using System.Runtime.InteropServices;
using MusicCnn.Internal;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Signals;

/// <summary>Represents a change of sample rate by any ratio, with a windowed-sinc low-pass filter; gradients reach the waveform.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c> to the same with ⌈S·new/old⌉ samples. Output sample n stands at the time of input n·old/new: no delay.</para>
/// <para>
/// Formula: with a and b the old and the new rate over their greatest common divisor, c = rolloff·min(a, b) and u = c·(i/a − j/b),
/// y(q·b + j) = Σᵢ x(q·a + i)·(c/a)·sinc(u)·window(u/width), over |u| ≤ width; silence is assumed outside the signal.
/// </para>
/// <para>
/// Source: torchaudio 0.13.1, whose formula this is. Verified against: values of torchaudio, 1e-8 as printed; the bands that <see cref="ResampleOptions"/> lists were
/// measured. The filter's gain at 0 Hz is not forced to 1; it is within 1e-5 of it for <see cref="ResampleOptions.High"/>.
/// </para>
/// <para>
/// Cost: 2·width·max(1, old/new)/rolloff multiplications for each output sample on the CPU without gradients, some 3,000 times real time on one core from 44.1 to 16 kHz;
/// elsewhere strided convolutions, whose kernels span the a inputs of a block besides.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// using var resample = new Resample(fromRate: 44_100, toRate: 16_000);
/// using var speech = resample.call(song);      // [2, 441000] to [2, 160000]
/// </code>
/// </example>
public sealed class Resample : nn.Module<Tensor, Tensor>
{
    /// <summary>The most samples that fit into a span of bytes.</summary>
    private const long LargestSpan = int.MaxValue / sizeof(float);

    [ComponentName(Name = "kernels")]
    private readonly Tensor _kernels;
    private readonly PolyphaseKernel _kernel;
    private readonly PhaseGroups _groups;

    /// <summary>Initializes a new instance of the <see cref="Resample"/> class.</summary>
    /// <param name="fromRate">The sample rate of the waveform, in hertz.</param>
    /// <param name="toRate">The sample rate to convert to, in hertz.</param>
    /// <param name="options">The filter; <see langword="null"/> for <see cref="ResampleOptions.High"/>.</param>
    /// <exception cref="ArgumentException">The ratio of rates needs a filter of more than 8,388,608 taps, as large rates without a common divisor do.</exception>
    public Resample(int fromRate, int toRate, ResampleOptions? options = null)
        : base(nameof(Resample))
    {
        FromRate = Require.Positive(fromRate, "hertz", nameof(fromRate));
        ToRate = Require.Positive(toRate, "hertz", nameof(toRate));
        Options = options ?? ResampleOptions.High;
        _kernel = PolyphaseKernelCache.Shared.Get(fromRate, toRate, Options);
        _groups = new PhaseGroups(_kernel);
        _kernels = DesignedTensor.Create(_groups.Design, _groups.Count, _groups.Size, _groups.Length);
        RegisterComponents();
    }

    /// <summary>Gets the sample rate of the waveform, in hertz.</summary>
    public int FromRate { get; }

    /// <summary>Gets the sample rate that it is converted to, in hertz.</summary>
    public int ToRate { get; }

    /// <summary>Gets the filter's settings.</summary>
    public ResampleOptions Options { get; }

    /// <summary>Returns the number of samples that a waveform has after the conversion.</summary>
    /// <param name="samples">The number of samples before it, at least 0.</param>
    /// <returns>⌈samples·new/old⌉.</returns>
    public long OutputLength(long samples) => _kernel.OutputLength(Require.NotNegative(samples, "samples", nameof(samples)));

    /// <summary>Converts a waveform.</summary>
    /// <param name="waveform">The waveform at <see cref="FromRate"/>, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>; at least one sample.</param>
    /// <returns>The waveform at <see cref="ToRate"/>; equal rates give it unchanged.</returns>
    /// <exception cref="ArgumentException">The waveform has another rank or element type, or holds NaN or infinity.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var signals = WaveformGuard.Flatten(waveform, _kernels.dtype, out _, nameof(waveform));
        if (FromRate == ToRate)
            return waveform.alias().MoveToOuterDisposeScope();

        var resampled = CanFuse(signals) ? Filter(signals) : Convolve(signals);
        return resampled.reshape([.. waveform.shape[..^1], resampled.shape[1]]).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the conversion's name, rates and filter.</summary>
    /// <returns>The conversion as text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Resample({FromRate} -> {ToRate} Hz, {_kernel.Length} taps, rolloff {Options.Rolloff})");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue)
            DesignedTensor.Restore(_kernels, _groups.Design);
    }

    private bool CanFuse(Tensor signals) =>
        signals.dtype == ScalarType.Float32 && signals.device_type == DeviceType.CPU && _kernels.device_type == DeviceType.CPU
        && !(is_grad_enabled() && signals.requires_grad)
        && Math.Max(signals.shape[1], OutputLength(signals.shape[1])) * signals.shape[0] <= LargestSpan;

    /// <summary>Returns signals [M, S] converted by inner products in managed code.</summary>
    private Tensor Filter(Tensor signals)
    {
        var source = signals.contiguous();
        var output = empty([signals.shape[0], OutputLength(signals.shape[1])], dtype: ScalarType.Float32);
        PolyphaseFilter.Apply(
            _kernel, MemoryMarshal.Cast<byte, float>(source.bytes), MemoryMarshal.Cast<byte, float>(output.bytes), (int)signals.shape[0], get_num_threads());
        return output;
    }

    /// <summary>Returns signals [M, S] converted by strided convolutions, one for each group of phases.</summary>
    private Tensor Convolve(Tensor signals)
    {
        var (samples, length) = (signals.shape[1], OutputLength(signals.shape[1]));
        var blocks = (length + _kernel.Phases - 1) / _kernel.Phases;
        var span = ((blocks - 1) * _kernel.Stride) + _groups.Length;

        var before = -_groups.Starts[0];
        var after = checked((int)(_groups.Starts[^1] + span - samples));
        var extended = SignalEdges.Extend(signals, before, after, FrontEnds.EdgePadding.Zero).unsqueeze(1);
        var phases = new Tensor[_groups.Count];                                              // each [M, Size, Q]
        for (var g = 0; g < phases.Length; g++)
        {
            var input = extended.narrow(2, before + _groups.Starts[g], span);
            phases[g] = nn.functional.conv1d(input, _kernels[g].unsqueeze(1), stride: _kernel.Stride);
        }

        var all = cat(phases, 1).narrow(1, 0, _kernel.Phases).transpose(1, 2);               // [M, Q, b]
        return all.reshape(signals.shape[0], blocks * _kernel.Phases).narrow(1, 0, length).contiguous();
    }
}
