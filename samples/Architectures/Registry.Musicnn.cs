using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>musicnn, the variants that were trained beside it, and its baseline of small squares.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Musicnn =>
    [
        new("musicnn-filters", "The first layer of musicnn (2019), under a small classifier.", Images.Tags, scale => Classifier(FilterSets.Musicnn(Images.TagBands).Times(scale), Images.TagBands, 50, 200)) { Scales = true },
        new("musicnn", "Musically shaped filters, a dense residual mid-end, pooling over time (Pons and Serra 2019).", Images.Tags, _ => new MusicnnModel(MusicnnOptions.Musicnn)),
        new("musicnn-big", "The same with 512 filters in each layer of the mid-end.", Images.Tags, _ => new MusicnnModel(MusicnnOptions.Big)),
        new("musicnn-zoo-10", "Network 10 of its training code: residual mid-end, of which maximum and mean over time are taken.", Images.Tags, _ => new MusicnnVariant(MusicnnVariantOptions.Zoo10)),
        new("musicnn-zoo-11", "Network 11: the same with a dense mid-end, as the released musicnn has.", Images.Tags, _ => new MusicnnVariant(MusicnnVariantOptions.Zoo11)),
        new("musicnn-zoo-12", "Network 12: one timbral shape, dense mid-end, attention with positions.", Images.Tags, _ => new MusicnnVariant(MusicnnVariantOptions.Zoo12)),
        new("musicnn-zoo-13", "Network 13: the same with pooling of learned sharpness.", Images.Tags, _ => new MusicnnVariant(MusicnnVariantOptions.Zoo13)),
        new("musicnn-zoo-14", "Network 14: residual mid-end under two layers of long short-term memory.", Images.Tags, _ => new MusicnnVariant(MusicnnVariantOptions.Zoo14)),
        new("vgg", "Five blocks of 128 small squares, the baseline of musicnn.", Images.Tags, _ => new VggModel(VggOptions.Musicnn)) { Frames = VggOptions.Musicnn.Frames },
        new("vgg-small", "The same with 32 filters in each block.", Images.Tags, _ => new VggModel(VggOptions.MusicnnSmall)) { Frames = VggOptions.MusicnnSmall.Frames },
    ];
}
