using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes the levels of a mel spectrogram for front-ends that go on from them, without rounding them in between.</summary>
/// <remarks>Bands of float32 keep their relative precision, however faint; their decibels, at most 1e-5 apart, would not: a hundred of them that are rounded alike
/// show in a cepstrum.</remarks>
internal static class MelLevels
{
    /// <summary>Returns the spectrogram of the bands alone; its settings' compression is what <see cref="Of"/> applies.</summary>
    public static MelSpectrogram Bands(MelSpectrogramOptions options) => new(options with { Compression = Compression.None });

    /// <summary>Returns the compressed bands; on the CPU in float64, elsewhere in their own type.</summary>
    public static Tensor Of(Tensor bands, Compression compression) =>
        compression.Apply(bands.device_type == DeviceType.CPU ? bands.to(ScalarType.Float64) : bands);
}
