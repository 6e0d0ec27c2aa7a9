using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>Filters along one axis: SMC 2019.</content>
internal static partial class Registry
{
    private const int TempoFrames = 256;
    private const int KeyFrames = 60;

    private static IEnumerable<Architecture> Directional =>
    [
        new("shallow-temp", "Two layers of temporal filters that hear tempo (Schreiber and Müller 2019).", Images.Tempo, scale => Directed(DirectionalNetOptions.ShallowTemp, scale)) { Scales = true, Frames = TempoFrames },
        new("shallow-spec", "Two layers of frequency filters that hear keys, on a constant-Q transform (Schreiber and Müller 2019).", Images.Keys, scale => Directed(DirectionalNetOptions.ShallowSpec, scale)) { Scales = true, Frames = KeyFrames },
        new("deep-temp", "Twelve layers of temporal filters that hear tempo (Schreiber and Müller 2019).", Images.Tempo, scale => Directed(DirectionalNetOptions.DeepTemp, scale)) { Scales = true, Frames = TempoFrames },
    ];

    private static DirectionalNet Directed(DirectionalNetOptions options, int scale) => new(options with { Filters = options.Filters * scale });
}
