using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>Choi's taggers: ISMIR 2016 and ICASSP 2017.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Choi =>
    [
        new("choi-fcn", "Five blocks of small squares, each frame normalized: the released weights (Choi and others 2016).", Images.Choi, _ => new ChoiFcn(ChoiFcnOptions.Released)) { Frames = ChoiFcnOptions.Released.Frames },
        new("choi-fcn-smaller", "The same with fewer filters, each bin normalized.", Images.Choi, _ => new ChoiFcn(ChoiFcnOptions.Smaller)) { Frames = ChoiFcnOptions.Smaller.Frames },
        new("crnn", "Four blocks of small squares under two recurrent layers, each bin normalized (Choi and others 2017).", Images.Choi, _ => new Crnn(CrnnOptions.Published)) { Frames = CrnnOptions.Published.Frames },
        new("crnn-released", "The same, each frame normalized: the released weights.", Images.Choi, _ => new Crnn(CrnnOptions.Released)) { Frames = CrnnOptions.Released.Frames },
    ];
}
