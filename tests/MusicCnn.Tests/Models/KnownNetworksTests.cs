using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the list of networks to the published counts, and to what it promises of other sizes.</summary>
public class KnownNetworksTests
{
    private const int Classes = 5;

    /// <summary>The weights that training changes, as published or as counted from published code; those of first layers under a classifier are counted here.</summary>
    private static readonly Dictionary<string, long> Published = new()
    {
        ["black-box"] = 3_275_312,
        ["black-box-long"] = 2_363_440,
        ["time"] = 7_336,
        ["time-long"] = 19_496,
        ["frequency"] = 3_368,
        ["frequency-full"] = 1_576,
        ["time-frequency"] = 196_816,
        ["onet"] = 4_188,
        ["pnet"] = 7_428,
        ["onet-pnet"] = 11_608,
        ["timbre-tagging"] = 74_526,
        ["timbre-instruments"] = 61_867,
        ["timbre-instruments-deep"] = 742_315,
        ["timbre-phonemes"] = 222_557,
        ["timbre-musicnn"] = 185_856,
        ["dieleman"] = 66_784,
        ["squares-tagging"] = 73_778,
        ["squares-instruments"] = 1_446_123,
        ["squares-phonemes"] = 221_153,
        ["squares-phonemes-maas"] = 219_821,
        ["at-scale-filters"] = 2 + 50_048 + Dense(2 * 464),
        ["at-scale"] = 5_926_198,
        ["at-scale-waveform"] = 5_379_126,
        ["musicnn-filters"] = 2 + (204 * 7 * (38 + 67)) + (51 * (128 + 64 + 32)) + (3 * 561) + Dense(2 * 561),
        ["musicnn"] = 787_159,
        ["musicnn-big"] = 7_980_235,
        ["musicnn-zoo-10"] = 508_803,
        ["musicnn-zoo-11"] = 787_159,
        ["musicnn-zoo-12"] = 2_406_940,
        ["musicnn-zoo-13"] = 636_701,
        ["musicnn-zoo-14"] = 3_871_363,
        ["vgg"] = 605_748,
        ["vgg-small"] = 40_884,
        ["choi-fcn"] = 865_950,
        ["choi-fcn-smaller"] = 447_922,
        // With torch's second bias of each gate, 192 more than Keras counts.
        ["crnn"] = 394_098 + 192,
        ["crnn-released"] = 396_786 + 192,
        ["shallow-temp"] = 328_208,
        ["shallow-spec"] = 178_472,
        ["deep-temp"] = 26_796,
        ["harmonic-filters"] = 12 + (64 * 6 * 9) + (3 * 64) + Dense(2 * 64),
        ["harmonic-cnn"] = 3_631_550,
        ["short-chunk"] = 3_687_348,
        ["short-chunk-residual"] = 12_104_244,
    };

    public static TheoryData<string> Trained => new(KnownNetworks.All.Where(known => known.Learns).Select(known => known.Name));

    public static TheoryData<string> Untrained => new(KnownNetworks.All.Where(known => !known.Learns).Select(known => known.Name));

    public static TheoryData<string> Names => new(KnownNetworks.All.Select(known => known.Name));

    [Theory]
    [MemberData(nameof(Trained))]
    public void A_network_of_published_sizes_has_the_published_number_of_weights(string name)
    {
        var known = KnownNetworks.Named(name);
        using var network = known.Create(known.Published);

        Assert.Equal(Published[name], known.ParameterCount(known.Published));
        Assert.Equal(Published[name], network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Every_trained_network_is_listed_once_with_its_count()
    {
        Assert.Equal(Published.Keys.Order(), KnownNetworks.All.Where(known => known.Learns).Select(known => known.Name).Order());
        Assert.Equal(KnownNetworks.All.Count, KnownNetworks.All.Select(known => known.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_published_front_end_makes_the_images_of_the_published_sizes(string name)
    {
        var known = KnownNetworks.Named(name);
        using var module = known.CreateFrontEnd();
        var axes = Assert.IsAssignableFrom<IFrontEnd>(module);

        Assert.Equal((known.Published.Bins, known.Published.Channels), (axes.Bins, axes.Channels));
        Assert.Equal(known.TakesWaveforms, axes is RawWaveform);
        Assert.Equal(known.FrontEndSettings, module.GetType().GetProperty("Options")!.GetValue(module));
        Assert.InRange(known.MinimumFrames(axes), 1, known.Published.Frames);
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void Five_classes_are_told_apart_in_the_narrowest_images_and_in_wider_ones_where_frames_are_free(string name)
    {
        var known = KnownNetworks.Named(name);
        using var module = known.CreateFrontEnd();
        var axes = (IFrontEnd)module;
        var frames = known.MinimumFrames(axes);
        using var network = known.Create(axes, Classes, frames);
        network.eval();
        using var noGradient = no_grad();
        using var wider = rand([1, axes.Channels, axes.Bins, frames + 1]);
        using var image = wider.narrow(3, 0, frames);

        using var logits = network.call(image);

        Assert.Equal([1, Classes], logits.shape);
        Assert.True(logits.isfinite().all().item<bool>());
        if (known.FixesFrames)
        {
            Assert.ThrowsAny<ArgumentException>(() => network.call(wider));
        }
        else
        {
            using var others = network.call(wider);
            Assert.Equal([1, Classes], others.shape);
        }

        if (frames == 1)
            return;
        using var narrower = image.narrow(3, 0, frames - 1);
        Assert.Contains($"at least {frames} frames", Assert.Throws<ArgumentException>(() => known.Create(axes, Classes, frames - 1)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => network.call(narrower));
    }

    [Theory]
    [MemberData(nameof(Untrained))]
    public void An_untrained_network_gives_features_of_the_narrowest_images(string name)
    {
        var known = KnownNetworks.Named(name);
        using var module = known.CreateFrontEnd();
        var axes = (IFrontEnd)module;
        var frames = known.MinimumFrames(axes);
        using var network = Assert.IsType<RandomFeatures>(known.Create(axes, Classes, frames));
        using var image = rand([1, 1, axes.Bins, frames]);

        using var features = network.call(image);

        Assert.Equal([1, network.FeatureCount], features.shape);
        Assert.Equal(known.ParameterCount(known.Published), network.parameters().Sum(parameter => parameter.numel()));
        if (frames > 1)
            Assert.Contains($"at least {frames} frames", Assert.Throws<ArgumentException>(() => known.Create(axes, Classes, frames - 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Heights_keep_their_share_of_the_image()
    {
        using var blackBox = (CbmiNets)Build("black-box", bins: 80, frames: 80);
        using var deep = (TimbreNet)Build("timbre-instruments-deep", bins: 48, frames: 128);
        using var keys = (DirectionalNet)Build("shallow-spec", bins: 84, frames: 60);
        using var shape = (RandomFeatures)Build("random-shape", bins: 48, frames: 60);

        Assert.Equal(FilterShape.Rectangular(24, 8), blackBox.Options.Filters[0].Shape);
        Assert.Equal([2, 2, 2, 40, 40, 40], deep.Options.Filters.Select(group => group.Shape.Bins));
        Assert.Equal(12, deep.Options.Pooling.Bins);
        Assert.Equal(84, keys.Options.LongFilter);
        Assert.Equal(FilterShape.Rectangular(43, 7), shape.Options.Layers[0].Convolution.Groups[0].Shape);
    }

    [Fact]
    public void A_scale_multiplies_filters_as_in_the_papers()
    {
        var both = KnownNetworks.Named("ONET-PNET");
        Assert.Equal([23_208, 46_408, 92_808], new[] { 2, 4, 8 }.Select(scale => both.ParameterCount(both.Published with { Scale = scale })));
        var tagger = KnownNetworks.Named("timbre-tagging");
        Assert.Equal([191_006, 565_278], new[] { 2, 4 }.Select(scale => tagger.ParameterCount(tagger.Published with { Scale = scale })));
        foreach (var known in KnownNetworks.All.Where(known => known.Scales))
            Assert.True(known.ParameterCount(known.Published with { Scale = 2 }) > known.ParameterCount(known.Published), known.Name);
    }

    [Fact]
    public void What_cannot_be_built_is_refused_with_both_sizes_and_the_remedy()
    {
        Assert.Equal("pnet needs images of at least 216 frames where they have 40 bins, but they have 40 × 80. Take longer patches. (Parameter 'sizes')", Refused("pnet", bins: 40, frames: 80));
        Assert.Equal("crnn needs images of at least 96 bins, but they have 40 × 1366. Take a front-end of more bins. (Parameter 'sizes')", Refused("crnn", bins: 40, frames: 1_366));
        Assert.Equal("musicnn needs images of at least 3 bins, but they have 1 × 187. Take a front-end of more bins. (Parameter 'sizes')", Refused("musicnn", bins: 1, frames: 187));
        Assert.Equal("at-scale-waveform takes waveforms, images of 1 bin, but they have 96. Take RawWaveform as the front-end. (Parameter 'sizes')", Refused("at-scale-waveform", bins: 96, frames: 59_049));
        Assert.Equal("The filters of musicnn come in one number, but the scale was 2. Take a scale of 1. (Parameter 'sizes')", Refused("musicnn", bins: 96, frames: 187, scale: 2));
        Assert.Equal(
            "time takes images of 1 channel, but they have 6. Take a front-end of one channel, or one of at-scale-filters, musicnn-filters, harmonic-filters, harmonic-cnn. (Parameter 'sizes')",
            Refused("time", bins: 40, frames: 80, channels: 6));
        Assert.StartsWith("There is no network wavelet; there are black-box, ", Assert.Throws<ArgumentException>(() => KnownNetworks.Named("wavelet")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Build("time", bins: 40, frames: 0));
    }

    private static nn.Module<Tensor, Tensor> Build(string name, int bins, int frames, int channels = 1, int scale = 1) =>
        KnownNetworks.Named(name).Create(new() { Classes = Classes, Bins = bins, Frames = frames, Channels = channels, Scale = scale });

    private static string Refused(string name, int bins, int frames, int channels = 1, int scale = 1) =>
        Assert.Throws<ArgumentException>(() => Build(name, bins, frames, channels, scale)).Message;

    /// <summary>Returns the weights of a hidden layer of 200 units on features and of 50 tags on it.</summary>
    private static long Dense(int features) => ((features + 1) * 200) + (201 * 50);
}
