namespace MusicCnn.Signals;

/// <summary>Arranges a <see cref="PolyphaseKernel"/> for strided convolutions: neighboring phases share one span of the input.</summary>
/// <remarks>
/// A convolution over all phases spans 2w + a inputs, of which each phase uses 2w + 1. For common rates that is the fastest way all the same; where it would
/// make the kernels large, as for rates without a common divisor, groups of phases span less.
/// </remarks>
internal sealed class PhaseGroups
{
    /// <summary>Zeros that the design may hold besides twice the kernel's own taps: 16 MiB in single precision.</summary>
    private const int Zeros = 1 << 22;

    public PhaseGroups(PolyphaseKernel kernel)
    {
        Size = (int)Math.Clamp(((long)Zeros + kernel.Taps.Length) / kernel.Stride, 1, kernel.Phases);
        Count = (kernel.Phases + Size - 1) / Size;
        Starts = [.. Enumerable.Range(0, Count).Select(group => kernel.FirstTaps[group * Size])];
        Length = kernel.Length + Enumerable.Range(0, Count).Max(group => kernel.FirstTaps[Last(group, kernel)] - Starts[group]);

        Design = new double[Count * Size * Length];
        for (var phase = 0; phase < kernel.Phases; phase++)
        {
            var row = (phase * Length) + kernel.FirstTaps[phase] - Starts[phase / Size];
            Array.Copy(kernel.Taps, phase * kernel.Length, Design, row, kernel.Length);
        }
    }

    /// <summary>Gets the number of groups.</summary>
    public int Count { get; }

    /// <summary>Gets the number of phases in a group; the last group is filled up with silence.</summary>
    public int Size { get; }

    /// <summary>Gets the number of inputs that a group spans.</summary>
    public int Length { get; }

    /// <summary>Gets the first input of each group, relative to the first input sample of a block.</summary>
    public int[] Starts { get; }

    /// <summary>Gets the taps, <c>[Count, Size, Length]</c>.</summary>
    public double[] Design { get; }

    private int Last(int group, PolyphaseKernel kernel) => Math.Min((group + 1) * Size, kernel.Phases) - 1;
}
