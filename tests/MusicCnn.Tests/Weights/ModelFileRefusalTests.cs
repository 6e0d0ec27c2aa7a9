using MusicCnn.Models;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Spoils model files and models one way at a time: each is refused, and the message says what differs.</summary>
public sealed class ModelFileRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AudioClassifier _model = Classifiers.Small();

    private string Path => _folder.File("model.safetensors");

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("musiccnn.format", null, "no MusicCnn model: its metadata have no 'musiccnn.format'")]
    [InlineData("musiccnn.format", "2", "reads format 1 only. Read it with the version that wrote it, or with a later one.")]
    [InlineData("musiccnn.version", null, "Missing: musiccnn.version.")]
    [InlineData("musiccnn.augmentation", "{}", "Unknown: musiccnn.augmentation.")]
    [InlineData("musiccnn.front_end", "Cochleagram", "names the front-end 'Cochleagram', which the catalog does not have; it has ")]
    [InlineData("musiccnn.architecture", "System.Diagnostics.Process", "names the network 'System.Diagnostics.Process', which the catalog does not have")]
    [InlineData("musiccnn.front_end.settings", "{}", "settings of MelSpectrogram cannot be read")]
    [InlineData("musiccnn.front_end.settings", "null", "settings of MelSpectrogram are null")]
    [InlineData("musiccnn.architecture.settings", "[1,", "settings of MixedShapeClassifier cannot be read")]
    [InlineData("musiccnn.classifier.settings", """{"labels":["a","b","c"]}""", "patchFrames")]
    [InlineData("musiccnn.classifier.settings", """{"labels":["a","a","c"],"patchFrames":20}""", "'a' occurs 2 times")]
    [InlineData("musiccnn.classifier.settings", """{"labels":["a","b"],"patchFrames":20}""", "but there are 2 labels")]
    [InlineData("musiccnn.classifier.settings", """{"labels":["a","b","c"],"patchFrames":20,"output":"noneOf"}""", "output")]
    [InlineData("musiccnn.classifier.settings", """{"labels":["a","b","c"],"patchFrames":20,"output":1}""", "output")]
    [InlineData("musiccnn.classifier.settings", """{"labels":["a","b","c"],"patchFrames":2000000000}""", "PatchFrames must lie between 1 and 65536 frames")]
    public void Metadata_that_do_not_fit_are_named(string key, string? value, string named) => LoadingIsRefused(named, metadata =>
    {
        if (value is null)
            metadata.Remove(key);
        else
            metadata[key] = value;
    });

    [Theory]
    [InlineData("front_end", "\"fftSize\":256,", "", "fftSize")]
    [InlineData("front_end", "\"fftSize\":256", "\"fftSize\":-1", "FftSize must be above 0 samples")]
    [InlineData("front_end", "\"fftSize\":256", "\"fftSize\":256,\"fftSize\":512", "fftSize")]
    [InlineData("front_end", "\"fftSize\":256", "\"fftSize\":256,\"speed\":2", "speed")]
    [InlineData("front_end", "\"fftSize\":256", "\"fftSize\":\"256\"", "fftSize")]
    [InlineData("front_end", "\"formula\":\"slaney\"", "\"formula\":0", "formula")]
    [InlineData("front_end", "\"kind\":\"logOnePlus\"", "\"kind\":\"System.Object\"", "'System.Object'")]
    [InlineData("front_end", "\"melBands\":16", "\"melBands\":12", "does not take the images of the front-end, 12 bins × 20 frames")]
    [InlineData("front_end", "\"fftSize\":256", "\"fftSize\":16000000", "ask for 256000000 constants; at most 134217728 are allowed")]
    [InlineData("front_end", "\"fftSize\":256", "\"fftSize\":2000000000", "FftSize must lie between 1 and 16777216 samples")]
    [InlineData("architecture", "\"frames\":4", "\"frames\":5", "network.first_layer.groups.0.conv.weight is Float32 [3, 1, 1, 4] instead of Float32 [3, 1, 1, 5]")]
    [InlineData("architecture", "\"batchNorm\":\"afterActivation\"", "\"batchNorm\":\"none\"", "Unknown: network.first_layer.groups.0.norm.bias Float32 [3], ")]
    [InlineData("architecture", "\"normalizeInput\":true", "\"normalizeInput\":false", "Unknown: network.input_norm.bias Float32 [1], ")]
    [InlineData("architecture", "\"hiddenUnits\":null", "\"hiddenUnits\":10", "make ")]
    [InlineData("architecture", "\"frames\":4", "\"frames\":200000000", "weights, but the file holds")]
    [InlineData("architecture", "\"bins\":5", "\"bins\":17", "needs an image of at least 17 bins, but got 16")]
    [InlineData("architecture", "\"dropout\":0.5", "\"dropout\":1e999", "Dropout must lie between 0 and 0.99 (share)")]
    public void Settings_other_than_those_of_the_weights_are_named(string part, string old, string replacement, string named) => LoadingIsRefused(named, metadata =>
    {
        var key = $"musiccnn.{part}.settings";
        Assert.Contains(old, metadata[key]);
        metadata[key] = metadata[key].Replace(old, replacement, StringComparison.Ordinal);
    });

    [Fact]
    public void A_tensor_that_is_missing_is_named() => LoadingIsRefused(
        "Missing: network.output.bias Float32 [3].", changeTensors: tensors => tensors.Remove("network.output.bias"));

    [Fact]
    public void A_tensor_too_many_is_named() => LoadingIsRefused(
        "Unknown: network.surprise Float32 [2].", changeTensors: tensors => tensors["network.surprise"] = zeros(2));

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_both() => LoadingIsRefused(
        "Different: network.output.bias is Float32 [1, 3] instead of Float32 [3].",
        changeTensors: tensors => tensors["network.output.bias"] = zeros(1, 3));

    [Fact]
    public void A_tensor_of_another_type_is_named_with_both_and_not_cast() => LoadingIsRefused(
        "Different: network.output.bias is Float16 [3] instead of Float32 [3].",
        changeTensors: tensors => tensors["network.output.bias"] = zeros(3, dtype: ScalarType.Float16));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_no_finite_number_is_named(float value) => LoadingIsRefused(
        "weights that are not finite numbers. Tensors: network.output.bias.",
        changeTensors: tensors => tensors["network.output.bias"] = tensor([0, value, 1]));

    [Fact]
    public void A_plain_safetensors_file_is_no_model() => LoadingIsRefused("It is a safetensors file, but no MusicCnn model", metadata => metadata.Clear());

    [Fact]
    public void Refused_files_leave_no_tensor_behind()
    {
        LoadingIsRefused("Missing", changeTensors: tensors => tensors.Remove("network.output.bias"));

        Assert.Equal(0, LiveTensors.ChangeBy(() => Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path))));
    }

    [Fact]
    public void A_model_with_weights_that_are_no_numbers_is_not_saved()
    {
        using (no_grad())
            _model.named_parameters().Single(pair => pair.name == "network.output.bias").parameter.fill_(float.NaN);

        SavingIsRefused("training has diverged. Tensors: network.output.bias.", _model);
    }

    [Fact]
    public void A_model_in_double_precision_is_not_saved()
    {
        _model.to(ScalarType.Float64);

        SavingIsRefused("convert it to Float32 if only the types differ. Different: network.first_layer.groups.0.conv.bias is Float64 [3] instead of Float32 [3]", _model);
    }

    [Fact]
    public void A_network_that_is_not_in_the_catalog_is_not_saved()
    {
        using var model = new AudioClassifier(Classifiers.FrontEnd(), nn.Flatten(), _model.Options);

        SavingIsRefused("The catalog has no network of type Flatten, so a model file cannot name it. Add it with ModelCatalog.Default.AddArchitecture(...).", model);
    }

    [Fact]
    public void A_constant_that_the_settings_do_not_rebuild_is_not_lost_silently()
    {
        var catalog = ModelCatalog.Default.AddFrontEnd<EnergyImage, EnergyImageOptions>("Energy", options => new(options), module => module.Options);
        var frontEnd = new EnergyImage(new());
        using var model = new AudioClassifier(frontEnd, Classifiers.Network(), _model.Options);
        frontEnd.Gains.mul_(2);

        SavingIsRefused("buffers that its settings do not rebuild; make them parameters without gradient. Buffers: front_end.scale.", model, catalog);
    }

    [Fact]
    public void A_model_whose_parts_do_not_fit_is_not_saved()
    {
        using var model = new AudioClassifier(Classifiers.FrontEnd(), Classifiers.Network(classes: 4), _model.Options);

        SavingIsRefused("The model cannot be rebuilt from its settings. The network gives [1, 4] for one patch, but there are 3 labels.", model);
    }

    [Fact]
    public void Five_hundred_mutations_of_a_model_file_load_or_are_refused_and_nothing_else()
    {
        ModelFile.Save(Path, _model);
        var original = File.ReadAllBytes(Path);
        var header = BitConverter.ToInt32(original) + 8;
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 500; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var change = random.Next(1, 3); change > 0; change--)
                bytes[random.Next(header)] = (byte)"0123456789{}[]\",:abnulte-. \\"[random.Next(27)];
            File.WriteAllBytes(Path, bytes);
            try
            {
                ModelFile.Load(Path).Dispose();
            }
            catch (InvalidDataException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"Round {round} threw {e.GetType().Name}: {e.Message}");
            }
        }

        Assert.True(refused > 200, $"Only {refused} of 500 were refused.");
    }

    private void SavingIsRefused(string named, AudioClassifier model, ModelCatalog? catalog = null)
    {
        var error = Assert.Throws<ArgumentException>(() => ModelFile.Save(Path, model, catalog));

        Assert.Contains(named, error.Message);
        Assert.False(File.Exists(Path));
    }

    private void LoadingIsRefused(
        string named, Action<Dictionary<string, string>>? changeMetadata = null, Action<Dictionary<string, Tensor>>? changeTensors = null)
    {
        using var scope = NewDisposeScope();
        ModelFile.Save(Path, _model);
        Dictionary<string, string> metadata;
        Dictionary<string, Tensor> tensors;
        using (var file = SafeTensors.Read(Path))
        {
            metadata = new(file.Metadata);
            tensors = file.Names.ToDictionary(name => name, name => file.Load(name));
        }

        changeMetadata?.Invoke(metadata);
        changeTensors?.Invoke(tensors);
        SafeTensors.Write(Path, tensors, metadata);

        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path));

        Assert.StartsWith($"Cannot load '{Path}'. ", error.Message);
        Assert.Contains(named, error.Message);
    }
}
