using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>The networks of Won and others: on the harmonics of notes, and on short chunks.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Harmonic =>
    [
        new("harmonic-filters", "Small filters over the harmonics of a note (front-end of Won and others 2020), under a small classifier.", Images.Harmonics, scale => Classifier([FilterShape.Rectangular(3, 3).Times(64 * scale)], 128, 50, 200, HarmonicFiltersOptions.Won2020.Harmonics)) { Scales = true },
        new("harmonic-cnn", "Seven blocks of small squares over them, five residual, on five seconds (Won and others 2020).", Images.Harmonics, _ => new HarmonicCnn(HarmonicCnnOptions.Won2020)) { Frames = 313 },
        new("short-chunk", "Seven blocks of small squares on 3.69 seconds (Won and others 2020).", Images.Chunks, _ => new ShortChunkCnn(ShortChunkCnnOptions.Won2020)) { Frames = 231 },
        new("short-chunk-residual", "The same with residual blocks in steps of 2.", Images.Chunks, _ => new ShortChunkCnn(ShortChunkCnnOptions.Won2020Residual)) { Frames = 231 },
    ];
}
