using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Waveform;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    /// <summary>Returns what learns from waveforms.</summary>
    private static IEnumerable<LayerCase> Waveforms()
    {
        yield return new()
        {
            Name = "RawWaveform",
            Module = typeof(RawWaveform),
            Build = () => new RawWaveform(new() { SampleRate = 8_000 }),
            Input = [2, 60],
            Output = [2, 1, 1, 60],
            Refused = [[], [2, 0], [1, 2, 1, 60]],
        };
        yield return SampleLevel("ISMIR 2018's", new() { Filters = [2, 3, 2] });
        yield return SampleLevel("padded, no normalization", new() { Filters = [2, 3, 2], Padding = AxisPadding.Same, BatchNorm = BatchNormOrder.None });
    }

    private static LayerCase SampleLevel(string what, SampleLevelConvOptions options) => new()
    {
        Name = $"SampleLevelConv, {what}",
        Module = typeof(SampleLevelConv),
        Build = () => new SampleLevelConv(options),
        Input = [2, 80],
        Output = [2, 2, options.FrameCount(80)],
        Refused = [[], [2, 0], [2, 2, 80], [2, 1, 2, 80]],
    };
}
