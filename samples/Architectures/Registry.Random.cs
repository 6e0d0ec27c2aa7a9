using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>Untrained networks as descriptions of music: ICASSP 2019, in the sizes of the published code's examples; --scale makes the larger ones.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Random =>
    [
        Untrained("random-squares", "Five layers of small squares, untrained (Pons and Serra 2019).", Images.Untrained, scale => RandomNetworks.SmallSquares(32 * scale)) with { Frames = 1_376 },
        Untrained("random-shape", "One timbral shape that tolerates small changes of pitch, untrained.", Images.Untrained, scale => RandomNetworks.SingleShape(FilterShape.Rectangular(86, 7), 160 * scale)),
        Untrained("random-musical", "Six timbral and four temporal shapes, untrained.", Images.Untrained, scale => RandomNetworks.Musical(filters: 4 * scale)),
        Untrained("random-audio", "The same with shorter temporal shapes, for other sounds.", Images.Untrained, scale => RandomNetworks.Audio(filters: 4 * scale)),
        Untrained("random-sample-level", "Seven layers of three samples each over the waveform, untrained.", Images.UntrainedWaveform, scale => RandomNetworks.SampleLevel(32 * scale)),
        Untrained("random-frame-level", "Filters of 512 samples in the place of a spectrogram, untrained.", Images.UntrainedWaveform, scale => RandomNetworks.FrameLevel(32 * scale)),
        Untrained("random-frame-level-many", "Filters of 512 to 32 samples in its place, untrained.", Images.UntrainedWaveform, scale => RandomNetworks.FrameLevelManyShapes(16 * scale)),
    ];

    private static Architecture Untrained(string name, string summary, Func<FrontEnds.IFrontEnd> frontEnd, Func<int, IReadOnlyList<RandomLayer>> layers) =>
        new(name, summary, frontEnd, scale => new RandomFeatures(new() { Layers = layers(scale) })) { Scales = true };
}
