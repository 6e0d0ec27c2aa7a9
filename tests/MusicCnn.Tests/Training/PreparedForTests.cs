using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Weights;
using MusicCnn.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>The device without memory stands for any that is not the CPU: no number can be had from it, so that whatever compares images with those of the CPU fails.</summary>
public class PreparedForTests
{
    [Fact]
    public void Clips_prepared_on_one_device_fit_an_equal_front_end_on_another()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(2));
        using var elsewhere = TestClips.Model(seed: 2);
        elsewhere.Network.to(META);

        PreparedFor.Require(elsewhere, clips);
    }

    [Fact]
    public void A_front_end_with_other_settings_is_refused_on_whatever_device()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(2));
        using var coarser = TestClips.Model(compression: new LogOnePlus(9_999));
        using var elsewhere = TestClips.Model(compression: new LogOnePlus(9_999));
        elsewhere.Network.to(META);

        Refuses(() => PreparedFor.Require(coarser, clips));
        Refuses(() => PreparedFor.Require(elsewhere, clips));
    }

    [Fact]
    public void Learned_filters_are_part_of_a_front_end_that_learns_no_more()
    {
        using var model = Frozen(0);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(2));
        using var same = Frozen(0);
        using var other = Frozen(0.01);

        PreparedFor.Require(same, clips);
        Refuses(() => PreparedFor.Require(other, clips));
        same.Network.to(META);
        other.Network.to(META);
        PreparedFor.Require(same, clips);
        Refuses(() => PreparedFor.Require(other, clips));

        static AudioClassifier Frozen(double change)
        {
            var model = TestClips.Model(trainableFrontEnd: true);
            using var noGradient = no_grad();
            foreach (var weight in ((nn.Module)model.FrontEnd).parameters())
            {
                weight.requires_grad = false;
                weight.add_(change);
            }

            return model;
        }
    }

    [Fact]
    public void Front_ends_of_ones_own_are_compared_by_their_images_of_noise()
    {
        using var model = Own(gain: 3);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(2));
        using var same = Own(gain: 3);
        using var louder = Own(gain: 3.000001f);

        PreparedFor.Require(same, clips);
        Refuses(() => PreparedFor.Require(louder, clips));

        static AudioClassifier Own(float gain)
        {
            var network = new MixedShapeClassifier(new() { Bins = 4, Classes = 2, FirstLayer = new() { Groups = [FilterShape.Frequency(4).Times(2)] } });
            return new(new EnergyImage(new() { SampleRate = TestClips.SampleRate, Bins = 4, Gain = gain }), network, new() { Labels = ["low", "high"], PatchFrames = 24 });
        }
    }

    [Fact]
    public void Images_of_two_devices_may_differ_by_rounding_and_by_no_setting()
    {
        using var scope = NewDisposeScope();
        var image = linspace(0, 1, 384).reshape(1, 16, 24);
        var rounded = image * (1 + 1e-3);
        var louder = image * 1.02;
        var undefined = image * double.NaN;

        Assert.True(SameImages.AreNear(image, rounded));
        Assert.False(SameImages.AreNear(image, louder));
        Assert.False(SameImages.AreNear(image, undefined));
    }

    private static void Refuses(Action require) => Assert.Contains("with other settings", Assert.Throws<ArgumentException>(require).Message, StringComparison.Ordinal);
}
