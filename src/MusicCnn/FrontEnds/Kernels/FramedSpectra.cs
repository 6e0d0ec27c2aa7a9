using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Represents spectra that are still to be computed, so that sums over them need not go through memory.</summary>
/// <param name="Transform">The transform.</param>
/// <param name="Signals">The signals [M, S].</param>
/// <param name="Window">The window [N].</param>
/// <param name="Frames">The number of frames T.</param>
/// <param name="Kind">Power or magnitude.</param>
/// <param name="Kernels">The learned kernels [2, K, N], or <see langword="null"/> for the FFT.</param>
internal readonly record struct FramedSpectra(FrameTransform Transform, Tensor Signals, Tensor Window, int Frames, SpectrumKind Kind, Tensor? Kernels)
{
    /// <summary>Returns the sums over filters [R, K], K FFT bins: [M, R, T].</summary>
    public Tensor SumOver(Tensor filters) => Kernels is null ? Transform.Bands(Signals, Window, filters, Frames, Kind) : filters.matmul(All());

    /// <summary>Returns the spectra themselves, [M, K, T].</summary>
    public Tensor All() => Kernels is null
        ? Transform.Spectrum(Signals, Window, Frames, Kind)
        : TransformKernels.Spectrum(Transform, Signals, Kernels, Frames, Kind);
}
