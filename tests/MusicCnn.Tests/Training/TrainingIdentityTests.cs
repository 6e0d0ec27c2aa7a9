using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Training;
using MusicCnn.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Each of these changes what a training does; a checkpoint of one must not be gone on with by the other.</summary>
public class TrainingIdentityTests
{
    [Fact]
    public void Equal_settings_networks_and_clips_are_one_training() => Assert.Equal("", Difference(_ => { }));

    [Fact]
    public void As_many_frozen_weights_of_another_layer_are_another_training() =>
        Assert.Contains("weights that learn", Difference(model => model.Network.parameters().First().requires_grad = false, model => model.Network.parameters().Last().requires_grad = false), StringComparison.Ordinal);

    [Fact]
    public void Another_device_is_another_training() =>
        Assert.Contains("device ('CPU' there, 'META' here)", Difference(model => model.Network.to(META)), StringComparison.Ordinal);

    [Fact]
    public void Images_standardized_in_another_way_are_another_training()
    {
        var ofEach = new StandardizeOptions { Bins = 16, Over = StandardizeOver.EachBin };

        Assert.Contains("standardization", Difference(standardize: (null, ofEach)), StringComparison.Ordinal);
        Assert.Contains("standardization", Difference(standardize: (ofEach with { Over = StandardizeOver.AllBins }, ofEach)), StringComparison.Ordinal);
        Assert.Contains("standardization", Difference(standardize: (ofEach with { Floor = 0.5 }, ofEach)), StringComparison.Ordinal);
        Assert.Equal("", Difference(standardize: (ofEach, ofEach)));
    }

    [Fact]
    public void Tags_are_not_classes_though_every_song_has_one() =>
        Assert.Contains("output ('OneOf' there, 'AnyOf' here)", Difference(outputs: (ClassOutput.OneOf, ClassOutput.AnyOf)), StringComparison.Ordinal);

    private static string Difference(Action<AudioClassifier> here, Action<AudioClassifier>? there = null) => Difference((there ?? (_ => { }), here));

    /// <summary>Returns what tells a training from one written down before.</summary>
    private static string Difference(
        (Action<AudioClassifier> There, Action<AudioClassifier> Here)? change = null, (StandardizeOptions? There, StandardizeOptions? Here) standardize = default, (ClassOutput There, ClassOutput Here) outputs = default)
    {
        using var there = Model(standardize.There, outputs.There);
        using var here = Model(standardize.Here, outputs.Here);
        change?.There(there);
        change?.Here(here);
        using var preparing = TestClips.Model();
        using var clips = PreparedClips.Prepare(preparing, TestClips.LowAndHigh(4));
        return Of(here).DifferencesTo(Of(there));

        TrainingIdentity Of(AudioClassifier model) => TrainingIdentity.Of(model, clips, new(), [0, 1], [2, 3]);
    }

    private static AudioClassifier Model(StandardizeOptions? standardize, ClassOutput output)
    {
        var mel = new MelSpectrogram(new() { SampleRate = TestClips.SampleRate, FftSize = 256, HopLength = 128, MelBands = 16 });
        var network = new MixedShapeClassifier(new() { Bins = 16, Classes = 2, FirstLayer = new() { Groups = [FilterShape.Frequency(8).Times(4)] } });
        return new(mel, network, new() { Labels = ["low", "high"], PatchFrames = 24, Output = output }, standardize is null ? null : new Standardize(standardize));
    }
}
