using System.Text.Json;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Weights;

/// <summary>Runs the released weights on a real clip.</summary>
public class ReleasedWeightsTests
{
    private static string Folder => ReleasedClip.Folder;

    [DataFact]
    public void Every_released_file_opens_as_its_network_and_both_formats_give_the_same_likelihoods()
    {
        using var patches = ReleasedClip.Patches(ReleasedClip.Samples());
        using var patch = patches.narrow(0, 4, 1);
        var files = Directory.GetFiles(Folder, "*.h5");
        Assert.Equal(4, files.Length);
        foreach (var file in files)
        {
            using var network = KerasWeights.Open(file);
            using var twin = KerasWeights.Open(Path.ChangeExtension(file, ".safetensors"));

            Assert.IsType(file.EndsWith("_vgg.h5", StringComparison.Ordinal) ? typeof(VggModel) : typeof(MusicnnModel), network);
            using var likelihoods = ReleasedClip.Taggram(network, patch);
            using var same = ReleasedClip.Taggram(twin, patch);
            TensorAssert.Shape([1, 50], likelihoods);
            TensorAssert.Close(likelihoods, same, tolerance: 0);
        }
    }

    [DataFact]
    public void The_tags_of_a_real_clip_are_those_of_the_original()
    {
        using var patches = ReleasedClip.Patches(ReleasedClip.Samples());
        foreach (var model in new[] { "MTT_musicnn", "MSD_musicnn" })
        {
            using var network = KerasWeights.Open(Path.Combine(Folder, $"{model}.h5"));
            using var taggram = ReleasedClip.Taggram(network, patches);
            var labels = Labels(model[..3]);
            using var means = taggram.mean([0]);
            var ranking = means.data<float>().ToArray().Select((likelihood, label) => (likelihood, label)).OrderByDescending(tag => tag.likelihood);

            var (expected, shape) = Expected(model);
            TensorAssert.Shape(shape, taggram);
            Assert.Equal(expected, ranking.Take(3).Select(tag => labels[tag.label]));
        }
    }

    private static (string[] Tags, long[] Shape) Expected(string model)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        var clip = json.RootElement.EnumerateObject().First(entry => entry.Name.EndsWith(".mp3", StringComparison.Ordinal)).Value.GetProperty(model);
        return ([.. clip.GetProperty("top3").EnumerateArray().Select(tag => tag.GetString()!)], [.. clip.GetProperty("taggram_shape").EnumerateArray().Select(size => size.GetInt64())]);
    }

    private static string[] Labels(string set)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "labels.json")));
        return [.. json.RootElement.GetProperty(set).EnumerateArray().Select(tag => tag.GetString()!)];
    }
}
