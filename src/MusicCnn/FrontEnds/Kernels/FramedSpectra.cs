using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Represents spectra that are still to be computed, so that sums over them need not go through memory.</summary>
/// <param name="Transform">The transform.</param>
/// <param name="Signals">The signals [M, S].</param>
/// <param name="Window">The window [N].</param>
/// <param name="Frames">The number of frames T.</param>
/// <param name="Kind">Power or magnitude.</param>
internal readonly record struct FramedSpectra(FrameTransform Transform, Tensor Signals, Tensor Window, int Frames, SpectrumKind Kind)
{
    /// <summary>Returns the sums over filters [R, K], K FFT bins: [M, R, T].</summary>
    public Tensor SumOver(Tensor filters) => Transform.Bands(Signals, Window, filters, Frames, Kind);

    /// <summary>Returns the spectra themselves, [M, K, T].</summary>
    public Tensor All() => Transform.Spectrum(Signals, Window, Frames, Kind);
}
