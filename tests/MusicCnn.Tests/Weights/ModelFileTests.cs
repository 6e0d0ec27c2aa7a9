using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_loaded_model_gives_the_same_logits_bit_for_bit()
    {
        using var model = Trained();
        using var waveform = rand(3, 5_000) - 0.5;
        ModelFile.Save(Path, model);

        using var loaded = ModelFile.Load(Path);

        using var noGradient = no_grad();
        using var expected = model.call(waveform);
        using var actual = loaded.call(waveform);
        TensorAssert.Close(expected, actual, tolerance: 0);
        Assert.False(loaded.training);
        Assert.Equal(model.Labels, loaded.Labels);
        Assert.Equal(model.PatchFrames, loaded.PatchFrames);
        Assert.Equal(Classifiers.Mel, ((MelSpectrogram)loaded.FrontEnd).Options);
        Assert.Equal(model.Network.ToString(), loaded.Network.ToString());
    }

    [Fact]
    public void A_file_holds_parameters_and_running_statistics_and_no_constants()
    {
        using var model = Classifiers.Small();
        ModelFile.Save(Path, model);

        using var file = SafeTensors.Read(Path);

        string[] norm = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];
        string[] branch = ["conv.weight", "conv.bias", .. norm.Select(name => $"norm.{name}")];
        Assert.Equal(
            norm.Select(name => $"network.input_norm.{name}")
                .Concat(branch.Select(name => $"network.first_layer.groups.0.{name}"))
                .Concat(branch.Select(name => $"network.first_layer.groups.1.{name}"))
                .Concat(["network.output.weight", "network.output.bias"]).Order(),
            file.Names.Order());
        Assert.NotEmpty(ModelState.Constants(model));
    }

    [Fact]
    public void A_trained_filter_bank_is_stored_and_comes_back()
    {
        using var model = new AudioClassifier(
            new MelSpectrogram(Classifiers.Mel with { Trainable = true }), Classifiers.Network(), new() { Labels = ["a", "b", "c"], PatchFrames = 20 });
        using (no_grad())
            model.named_parameters().Single(pair => pair.name == "front_end.mel_filters").parameter.mul_(1.25);
        ModelFile.Save(Path, model);

        using var loaded = ModelFile.Load(Path);

        var expected = model.named_parameters().Single(pair => pair.name == "front_end.mel_filters").parameter;
        TensorAssert.Close(expected, loaded.named_parameters().Single(pair => pair.name == "front_end.mel_filters").parameter, 0);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        using var model = Classifiers.Small();

        ModelFile.Save(Path, model);
        ModelFile.Save(_folder.File("again.safetensors"), model);

        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(_folder.File("again.safetensors")));
    }

    [Fact]
    public void A_description_is_read_without_building_the_model()
    {
        using var model = Classifiers.Small(patchFrames: 33);
        ModelFile.Save(Path, model);

        var description = ModelFile.Describe(Path);

        Assert.Equal("MelSpectrogram", description.FrontEnd);
        Assert.Contains("\"sampleRate\":8000", description.FrontEndSettings);
        Assert.Equal("MixedShapeClassifier", description.Architecture);
        Assert.Contains("""{"shape":{"bins":1,"frames":4},"count":3,""", description.ArchitectureSettings);
        Assert.Equal(["waltz", "tango", "samba"], description.Labels);
        Assert.Equal((33, ClassOutput.OneOf), (description.PatchFrames, description.Output));
        Assert.StartsWith("0.", description.LibraryVersion);
        // Two statistics for each of 5 + 1 normalized channels, and three counters, beside the weights.
        Assert.Equal(Classifiers.Options.ParameterCount + (2 * 6) + 3, description.WeightCount);
    }

    [Fact]
    public void Notes_come_back_in_the_description_and_change_nothing_else()
    {
        using var model = Classifiers.Small();
        var notes = new Dictionary<string, string> { ["trained on"] = "Tänze, 3 \"Takte\"", ["empty"] = "" };

        ModelFile.Save(Path, model, notes: notes);
        ModelFile.Save(_folder.File("without.safetensors"), model);

        Assert.Equal(notes, ModelFile.Describe(Path).Notes);
        Assert.Empty(ModelFile.Describe(_folder.File("without.safetensors")).Notes);
        using var loaded = ModelFile.Load(Path);
        Assert.Equal(model.Labels, loaded.Labels);
    }

    [Theory]
    [InlineData("musiccnn.seed")]
    [InlineData("musiccnn.format")]
    [InlineData("")]
    public void A_note_cannot_take_a_name_of_the_format(string name)
    {
        using var model = Classifiers.Small();

        var error = Assert.Throws<ArgumentException>(() => ModelFile.Save(Path, model, notes: new Dictionary<string, string> { [name] = "1" }));

        Assert.Contains($"A note cannot be called '{name}'", error.Message);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void A_front_end_of_the_users_own_travels_by_its_name_in_the_catalog()
    {
        var catalog = ModelCatalog.Default.AddFrontEnd<EnergyImage, EnergyImageOptions>("Energy", options => new(options), module => module.Options);
        using var model = new AudioClassifier(
            new EnergyImage(new() { Gain = 3.5 }), Classifiers.Network(), new() { Labels = ["a", "b", "c"], PatchFrames = 20 });
        ModelFile.Save(Path, model, catalog);

        using var loaded = ModelFile.Load(Path, catalog);
        var unknown = Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path));

        Assert.Equal(3.5, ((EnergyImage)loaded.FrontEnd).Options.Gain);
        Assert.Contains($"names the front-end 'Energy', which the catalog does not have; it has {string.Join(", ", ModelCatalog.Default.FrontEnds)}. Add it with ModelCatalog.Default.AddFrontEnd(...).", unknown.Message);
        Assert.Equal(ModelCatalog.Default.FrontEnds.Append("Energy").Order(StringComparer.Ordinal), catalog.FrontEnds);
        Assert.DoesNotContain("Energy", ModelCatalog.Default.FrontEnds);
    }

    [Fact]
    public void A_name_or_a_type_cannot_stand_for_two_things()
    {
        var name = Assert.Throws<ArgumentException>(
            () => ModelCatalog.Default.AddFrontEnd<EnergyImage, EnergyImageOptions>("Stft", options => new(options), module => module.Options));
        var type = Assert.Throws<ArgumentException>(
            () => ModelCatalog.Default.AddFrontEnd<Stft, StftOptions>("Other", options => new(options), module => module.Options));

        Assert.Contains("has 'Stft' for Stft already", name.Message);
        Assert.Contains("has 'Stft' for Stft already", type.Message);
    }

    [Fact]
    public void A_model_loaded_inside_a_dispose_scope_survives_it()
    {
        using var model = Classifiers.Small();
        ModelFile.Save(Path, model);
        AudioClassifier loaded;
        using (NewDisposeScope())
            loaded = ModelFile.Load(Path);

        using (loaded)
            Assert.Equal(3, loaded.Predict(Classifiers.Clip(4_000, 8_000)).Ranking.Count);
    }

    [Fact]
    public void Saving_leaves_no_tensor_behind()
    {
        using var model = Classifiers.Small();
        ModelFile.Save(Path, model);

        Assert.Equal(0, LiveTensors.ChangeBy(() => ModelFile.Save(Path, model)));
    }

    /// <summary>Returns a classifier whose statistics and weights are not those of a fresh one.</summary>
    private static AudioClassifier Trained()
    {
        var model = Classifiers.Small();
        model.train();
        for (var step = 0; step < 3; step++)
        {
            using var scope = NewDisposeScope();
            _ = model.call(rand(4, 5_000) - 0.5);
        }

        model.eval();
        return model;
    }
}
