namespace MusicCnn.Models;

/// <content>Choi's taggers: ISMIR 2016 and ICASSP 2017.</content>
public static partial class KnownNetworks
{
    private static IEnumerable<KnownNetwork> Choi =>
    [
        Convolutional("choi-fcn", "Five blocks of small squares, each frame normalized: the released weights (Choi and others 2016).", ChoiFcnOptions.Released),
        Convolutional("choi-fcn-smaller", "Five blocks of fewer small squares, each bin normalized (Choi and others 2016).", ChoiFcnOptions.Smaller),
        Recurrent("crnn", "Four blocks of small squares under two recurrent layers, each bin normalized (Choi and others 2017).", CrnnOptions.Published),
        Recurrent("crnn-released", "Four blocks of small squares under two recurrent layers, each frame normalized: the released weights (Choi and others 2017).", CrnnOptions.Released),
    ];

    private static KnownNetwork Convolutional(string name, string summary, ChoiFcnOptions published) =>
        new(name, summary, PublishedFrontEnds.Choi, Sizes(published.Classes, published.Bins, published.Frames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins, Frames = sizes.Frames };
            return new(() => new ChoiFcn(options), options.ParameterCount);
        })
        {
            FixesFrames = true,
        };

    private static KnownNetwork Recurrent(string name, string summary, CrnnOptions published) =>
        new(name, summary, PublishedFrontEnds.Choi, Sizes(published.Classes, published.Bins, published.Frames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins, Frames = sizes.Frames };
            _ = options.Stack.SizeBehind(sizes.Bins, sizes.Frames + (2L * options.Padding), nameof(sizes));
            return new(() => new Crnn(options), options.ParameterCount);
        })
        {
            FixesFrames = published.Normalization == ImageNormalization.EachFrame,
        };
}
