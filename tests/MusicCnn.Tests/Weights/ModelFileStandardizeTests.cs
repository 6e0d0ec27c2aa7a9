using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>A model file holds the statistics that images are standardized by, to the last digit.</summary>
public sealed class ModelFileStandardizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StandardizeOver.EachBin)]
    [InlineData(StandardizeOver.AllBins)]
    public void A_loaded_model_standardizes_by_the_same_digits(StandardizeOver over)
    {
        using var model = Classifiers.Standardized(over);
        using var waveform = rand(2, 5_000) - 0.5;
        ModelFile.Save(Path, model);
        using var loaded = ModelFile.Load(Path);

        using var noGradient = no_grad();
        using var expected = model.call(waveform);
        using var actual = loaded.call(waveform);
        TensorAssert.Close(expected, actual, tolerance: 0);
        Assert.Equal(model.Standardize!.Mean, loaded.Standardize!.Mean);
        Assert.Equal(model.Standardize.Deviation, loaded.Standardize.Deviation);
        Assert.Equal(model.Standardize.Options, loaded.Standardize.Options);
        Assert.Equal(model.Standardize.Options, ModelFile.Describe(Path).Standardize);
        Assert.Contains("Standardize(16 bins, ", loaded.ToString());
    }

    [Fact]
    public void Without_one_a_file_says_nothing_of_it()
    {
        using var model = Classifiers.Small();
        ModelFile.Save(Path, model);
        using var loaded = ModelFile.Load(Path);

        Assert.Null(loaded.Standardize);
        Assert.Null(ModelFile.Describe(Path).Standardize);
    }

    [Theory]
    [InlineData("""{"bins":2000000000,"over":"eachBin","floor":1E-05}""", "makes images of 16 bins, but the settings of Standardize are for 2000000000")]
    [InlineData("""{"bins":16,"over":"allBins","floor":1E-05}""", "standardize.fitted_mean is Float64 [16] instead of Float64 [1]")]
    [InlineData("""{"bins":16,"over":"eachBin","floor":0}""", "Floor must be above 0")]
    [InlineData("""{"bins":16,"over":"eachBin"}""", "floor")]
    [InlineData(null, "Unknown: standardize.fitted_count Int64 [1]")]
    public void Settings_other_than_those_of_the_statistics_are_named(string? settings, string named)
    {
        using var scope = NewDisposeScope();
        using var model = Classifiers.Standardized();
        ModelFile.Save(Path, model);
        Dictionary<string, string> metadata;
        Dictionary<string, Tensor> tensors;
        using (var file = SafeTensors.Read(Path))
        {
            metadata = new(file.Metadata);
            tensors = file.Names.ToDictionary(name => name, name => file.Load(name));
        }

        metadata.Remove("musiccnn.standardize.settings");
        if (settings is not null)
            metadata["musiccnn.standardize.settings"] = settings;
        SafeTensors.Write(Path, tensors, metadata);

        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path)).Message);
        Assert.Equal(0, LiveTensors.ChangeBy(() => Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path))));
    }

    [Fact]
    public void One_for_other_images_is_refused_by_the_classifier()
    {
        using var frontEnd = Classifiers.FrontEnd();
        using var network = Classifiers.Network();
        using var standardize = new Standardize(new() { Bins = 12 });

        var error = Assert.Throws<ArgumentException>(() => new AudioClassifier(frontEnd, network, new() { Labels = ["a", "b", "c"], PatchFrames = 20 }, standardize));
        Assert.Contains("images of 16 bins, but standardize is for 12", error.Message);
    }
}
