using MusicCnn.Audio.Tagging;
using MusicCnn.Models;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;

namespace MusicCnn.Tests.Audio.Tagging;

public sealed class FeatureTests
{
    private const int Length = 110_000;

    [Fact]
    public void Musicnn_has_the_features_of_its_paper_by_name_patches_first()
    {
        using var tagger = TaggerExample.Small();

        var features = tagger.Tag(TaggerExample.Clip(Length), new() { Features = TaggerFeatures.All }).Features;

        // Two patches of 187 frames; 2 · 2 timbral filters, 3 · 3 temporal ones, 3 layers of 4, 5 units.
        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["cnn1"] = "2 4 187",
                ["cnn2"] = "2 4 187",
                ["cnn2_before_sum"] = "2 4 187",
                ["cnn3"] = "2 4 187",
                ["cnn3_before_sum"] = "2 4 187",
                ["max_pool"] = "2 25",
                ["mean_pool"] = "2 25",
                ["penultimate"] = "2 5",
                ["temporal"] = "2 9 187",
                ["timbral"] = "2 4 187",
            },
            new SortedDictionary<string, string>(features.ToDictionary(feature => feature.Key, feature => string.Join(' ', feature.Value.Shape))));
    }

    [Fact]
    public void Each_layer_of_the_mid_end_adds_the_one_before()
    {
        using var tagger = TaggerExample.Small();

        var features = tagger.Tag(TaggerExample.Clip(Length), new() { Features = TaggerFeatures.Cnn | TaggerFeatures.CnnBeforeSum }).Features;

        foreach (var (sum, alone, before) in new[] { ("cnn2", "cnn2_before_sum", "cnn1"), ("cnn3", "cnn3_before_sum", "cnn2") })
        {
            var expected = features[alone].ToDoubles().Zip(features[before].ToDoubles(), (a, b) => a + b).ToArray();
            using var actual = features[sum].ToTensor();
            Assert.NotEqual(features[before].ToDoubles(), expected);
            TensorAssert.CloseToPeak(expected, actual, 1e-6);
        }

        Assert.Equal(5, features.Count);
    }

    [Fact]
    public void Features_of_a_patch_are_those_of_the_network()
    {
        using var tagger = TaggerExample.Small();
        var network = (MusicnnModel)tagger.Classifier.Network;
        using var image = tagger.Classifier.Image(TaggerExample.Clip(Length));
        using var patches = tagger.Classifier.Patches(image);
        using var noGradient = torch.no_grad();
        using var expected = network.Features(patches);

        var taggram = tagger.TagImage(image, new() { Features = TaggerFeatures.All, BatchSize = 2 });

        // The same computation on the same batch.
        Assert.Equal(TensorAssert.Values(expected.Penultimate), taggram.Features["penultimate"].ToDoubles());
        Assert.Equal(TensorAssert.Values(expected.Timbral), taggram.Features["timbral"].ToDoubles());
        Assert.Equal(TensorAssert.Values(expected.MaxPool), taggram.Features["max_pool"].ToDoubles());
        Assert.Equal(TensorAssert.Values(expected.MeanPool), taggram.Features["mean_pool"].ToDoubles());
        TaggerExample.AssertEqual(tagger.TagImage(image, new() { BatchSize = 2 }), taggram);
    }

    [Fact]
    public void Vgg_has_the_maps_behind_its_five_poolings()
    {
        using var tagger = TaggerExample.Of(new VggModel(TaggerExample.Vgg));

        var features = tagger.Tag(TaggerExample.Clip(Length), new() { Features = TaggerFeatures.All }).Features;

        Assert.Equal(
            ["pool1 2 3 48 92", "pool2 2 3 24 46", "pool3 2 3 12 23", "pool4 2 3 6 11", "pool5 2 3 1 2"],
            features.OrderBy(feature => feature.Key, StringComparer.Ordinal).Select(feature => $"{feature.Key} {string.Join(' ', feature.Value.Shape)}"));
    }

    [Fact]
    public void A_feature_that_the_network_has_not_is_refused_with_those_it_has()
    {
        using var vgg = TaggerExample.Of(new VggModel(TaggerExample.Vgg));
        using var other = new MusicTagger(Classifiers.Small());

        Assert.StartsWith(
            "The features of VggModel are Pools, but Temporal, Penultimate was asked for. Ask for All",
            Assert.Throws<ArgumentException>(() => vgg.Tag(TaggerExample.Clip(Length), new() { Features = TaggerFeatures.Temporal | TaggerFeatures.Penultimate | TaggerFeatures.Pools })).Message);
        Assert.Empty(other.Tag(TaggerExample.Clip(Length), new() { Features = TaggerFeatures.All }).Features);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaggingOptions { Features = (TaggerFeatures)1024 });
    }

    [Fact]
    public void Features_are_saved_as_numpy_arrays()
    {
        using var folder = new TemporaryFolder();
        using var tagger = TaggerExample.Small();
        var features = tagger.Tag(TaggerExample.Clip(Length), new() { Features = TaggerFeatures.MaxPool }).Features;

        NpzFile.Save(folder.File("features.npz"), features);

        Assert.Equal(features["max_pool"].ToDoubles(), NpzFile.Load(folder.File("features.npz"))["max_pool"].ToDoubles());
    }
}
