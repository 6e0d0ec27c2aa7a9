using System.Text.Json;
using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Runs the released weights on a real clip.</summary>
public class ReleasedMusicnnTests
{
    /// <summary>Three seconds: 1 + ((48,000 − 256) / 256) frames, and what does not fill a patch is dropped.</summary>
    private const int PatchFrames = 187;

    [DataFact]
    public void The_tags_of_a_real_clip_are_those_of_the_original()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "M??_musicnn.h5"))
        {
            var model = Path.GetFileNameWithoutExtension(file);
            using var taggram = Taggram(file, out _);
            var labels = Labels(model[..3]);
            using var means = taggram.mean([0]);
            var ranking = means.data<float>().ToArray().Select((likelihood, label) => (likelihood, label)).OrderByDescending(tag => tag.likelihood);

            var (expected, shape) = Expected(model);
            TensorAssert.Shape(shape, taggram);
            Assert.Equal(expected, ranking.Take(3).Select(tag => labels[tag.label]));
        }
    }

    [DataFact]
    [Trait("Speed", "Slow")]
    public void Likelihoods_of_a_real_patch_are_those_of_plain_sums_in_double_precision()
    {
        var file = Path.Combine(Folder, "MTT_musicnn.safetensors");
        using var taggram = Taggram(file, out var patch);

        var expected = new KerasMusicnn(KerasExample.Read(file)).Likelihoods(patch);

        // Convention: given the log-mel image, single precision keeps likelihoods within 2e-5.
        using var actual = taggram.narrow(0, 4, 1).contiguous();
        var values = actual.data<float>().ToArray();
        Assert.All(expected.Zip(values), pair => Assert.InRange(pair.Second - pair.First, -2e-5, 2e-5));
    }

    private static string Folder => Path.Combine(DataFactAttribute.Folder!, "pretrained");

    /// <summary>Returns likelihoods, patches by tags, and the fifth patch, frame by bin.</summary>
    private static Tensor Taggram(string weights, out double[,] patch)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = new MusicnnModel(MusicnnOptions.Musicnn);
        KerasWeights.Load(network, weights);
        network.eval();
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { RoundToHalf = true });
        var clip = AudioFile.Load(Directory.EnumerateFiles(Path.Combine(DataFactAttribute.Folder!, "audio"), "*.mp3").Single());
        var image = mel.call(clip.ToMono().Resampled(mel.SampleRate).ToTensor().reshape(1, -1));
        var patches = image.squeeze(0).unfold(2, PatchFrames, PatchFrames).permute(2, 0, 1, 3).contiguous();
        var values = patches.narrow(0, 4, 1).transpose(2, 3).contiguous().data<float>().ToArray();
        patch = new double[PatchFrames, mel.Bins];
        for (var i = 0; i < values.Length; i++)
            patch[i / mel.Bins, i % mel.Bins] = values[i];
        var likelihoods = Enumerable.Range(0, (int)patches.shape[0]).Select(i => network.call(patches.narrow(0, i, 1)).sigmoid()).ToArray();
        return cat(likelihoods, 0).MoveToOuterDisposeScope();
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
