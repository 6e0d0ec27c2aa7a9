using System.Text.Json;
using MusicCnn.Audio;
using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Tests.Weights;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Audio.Tagging;

/// <summary>The released weights on a real clip, as users run them.</summary>
public sealed class ReleasedTaggerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DataFact]
    public void A_real_clip_has_the_tags_that_the_original_gives()
    {
        foreach (var model in new[] { "MTT_musicnn", "MSD_musicnn" })
        {
            using var tagger = MusicTagger.Load(Weights($"{model}.h5"));

            var taggram = tagger.Tag(Clip);

            var (top, patches, tags) = Expected(model);
            Assert.Equal(top, taggram.Top(top.Length).Select(tag => tag.Tag));
            Assert.Equal((patches, tags), (taggram.Patches.Count, taggram.Labels.Count));
        }
    }

    [DataFact]
    public void The_ten_likeliest_tags_are_those_that_the_original_prints()
    {
        // Printed in the original's description for this clip.
        string[] printed = ["techno", "electronic", "synth", "fast", "beat", "drums", "no vocals", "no vocal", "dance", "ambient"];
        using var tagger = MusicTagger.Load(Weights("MTT_musicnn.h5"));

        Assert.Equal(printed, tagger.Tag(Clip).Top(10).Select(tag => tag.Tag));
    }

    [DataFact]
    public void All_released_files_load_in_both_formats_with_the_labels_of_their_data_and_tag_alike()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Weights("labels.json")));
        foreach (var model in new[] { "MTT_musicnn", "MSD_musicnn", "MTT_vgg", "MSD_vgg" })
        {
            // The name tells nothing: a copy under another name has the same labels.
            var copy = _folder.File(model == "MTT_vgg" ? "MSD_musicnn.h5" : $"{model}.copy");
            File.Copy(Weights($"{model}.h5"), copy);
            using var tagger = MusicTagger.Load(copy);
            using var same = MusicTagger.Load(Weights($"{model}.safetensors"));

            var taggram = tagger.Tag(Middle);

            // A passage of two patches, electronic to all four networks.
            Assert.Contains("electronic", taggram.Top(3).Select(tag => tag.Tag));
            Assert.Equal(json.RootElement.GetProperty(model[..3]).EnumerateArray().Select(label => label.GetString()), taggram.Labels);
            Assert.Equal(2, taggram.Patches.Count);
            Assert.All(taggram.Likelihoods, tag => Assert.InRange(tag.Likelihood, 0, 1));
            TaggerExample.AssertEqual(taggram, same.Tag(Middle));
        }
    }

    [DataFact]
    public void A_tagger_saved_as_a_model_file_tags_the_same()
    {
        using var tagger = MusicTagger.Load(Weights("MTT_musicnn.h5"));
        ModelFile.Save(_folder.File("own.safetensors"), tagger.Classifier);

        using var own = MusicTagger.Load(_folder.File("own.safetensors"));

        TaggerExample.AssertEqual(tagger.Tag(Middle), own.Tag(Middle));
        Assert.Equal("techno", own.Classifier.Predict(Middle).Best.Label);
    }

    [DataFact]
    public void Released_weights_behind_another_front_end_are_refused_with_what_differs()
    {
        using var released = MusicTagger.Load(Weights("MTT_musicnn.h5"));
        var mel = MelSpectrogramOptions.Musicnn with { Formula = MelFormula.Htk, HopLength = 200 };
        using var wrong = new AudioClassifier(new MelSpectrogram(mel), released.Classifier.Network, new() { Labels = released.Labels, PatchFrames = 187 });
        ModelFile.Save(_folder.File("wrong.safetensors"), wrong);

        var message = Assert.Throws<ArgumentException>(() => new MusicTagger(wrong)).Message;

        Assert.StartsWith("The weights are those of MTT_musicnn, but not with what it was trained in: ", message);
        foreach (var difference in new[] { "formula is \"htk\" instead of \"slaney\"", "hopLength is 200 instead of 256", "Output is OneOf instead of AnyOf" })
            Assert.Contains(difference, message, StringComparison.Ordinal);
        Assert.Equal($"Cannot load '{_folder.File("wrong.safetensors")}'. {message}", Assert.Throws<InvalidDataException>(() => MusicTagger.Load(_folder.File("wrong.safetensors"))).Message);
    }

    private static string Clip => Directory.EnumerateFiles(Path.Combine(DataFactAttribute.Folder!, "audio"), "*.mp3").Single();

    /// <summary>Gets a passage of it.</summary>
    private static AudioClip Middle => AudioFile.Load(Clip).Slice(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(6.5));

    private static string Weights(string name) => Path.Combine(ReleasedClip.Folder, name);

    private static (string[] Top, int Patches, int Tags) Expected(string model)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Weights("expected.json")));
        var expected = json.RootElement.GetProperty(Path.GetFileName(Clip)).GetProperty(model);
        var shape = expected.GetProperty("taggram_shape");
        return ([.. expected.GetProperty("top3").EnumerateArray().Select(tag => tag.GetString()!)], shape[0].GetInt32(), shape[1].GetInt32());
    }
}
