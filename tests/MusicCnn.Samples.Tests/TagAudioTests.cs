using System.Globalization;
using System.Text.Json;
using MusicCnn.Weights;

namespace MusicCnn.Samples.Tests;

public class TagAudioTests(TagAudioFiles files) : IClassFixture<TagAudioFiles>
{
    [Fact]
    public void Files_folders_and_patterns_get_their_likeliest_tags()
    {
        var expected = files.Tag(files.First).Top(2);
        var run = Run(files.First, "--top", "2");
        run.Prints(
            $"{files.First} (3 patches)",
            string.Create(CultureInfo.InvariantCulture, $"   1. {expected[0].Likelihood:0.000}  {expected[0].Tag}"),
            string.Create(CultureInfo.InvariantCulture, $"   2. {expected[1].Likelihood:0.000}  {expected[1].Tag}"));
        Assert.Equal(3, run.Output.TrimEnd().Split('\n').Length);

        Run(Path.Combine(files.Folder, "songs")).Prints(files.First, files.Second);
        Run(Path.Combine(files.Folder, "songs", "f*.wav"), "--hop", "1s").Prints($"{files.First} (8 patches)");
    }

    [Fact]
    public void A_table_has_a_row_for_each_patch_and_one_for_the_mean()
    {
        var path = Path.Combine(files.Folder, "out.csv");
        Run(files.First, files.Second, "--csv", path).Prints("second.wav (2 patches)");

        var rows = File.ReadAllText(path).Split("\r\n");
        var taggram = files.Tag(files.First);
        Assert.Equal("file,patch,start_s,end_s,\"slow, sad\",\"\"\"loud\"\"\",waltz,tango", rows[0]);
        Assert.Equal(1 + 3 + 1 + 2 + 1 + 1, rows.Length);
        Assert.StartsWith($"{files.First},1,2.992,5.984,{taggram[1, 0].ToString(CultureInfo.InvariantCulture)},", rows[2], StringComparison.Ordinal);
        Assert.StartsWith($"{files.First},mean,0,8.976,", rows[4], StringComparison.Ordinal);
        Assert.StartsWith($"{files.Second},0,", rows[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_all_likelihoods_and_the_errors()
    {
        var run = Run(files.First, files.Brief, "--json", "--top", "1");
        Assert.Equal(2, run.ExitCode);

        using var json = JsonDocument.Parse(run.Output);
        var taggram = files.Tag(files.First);
        var results = json.RootElement.GetProperty("files");
        Assert.Equal(TagAudioFiles.Tags, json.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(taggram[2, 3], results[0].GetProperty("patches")[2].GetProperty("likelihoods")[3].GetSingle());
        Assert.Equal(taggram.Top(1)[0].Tag, Assert.Single(results[0].GetProperty("top").EnumerateArray()).GetProperty("tag").GetString());
        Assert.Contains("ShortClips", results[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_taggram_is_drawn_and_the_features_are_saved_for_each_recording()
    {
        var (picture, archive) = (Path.Combine(files.Folder, "one.png"), Path.Combine(files.Folder, "all.npz"));
        Run(files.First, "--taggram", picture).Prints("first.wav");
        Run(files.First, files.Second, "--features", archive).Prints("first.wav", "second.wav");

        Assert.Equal([0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(picture)[..4]);
        var features = NpzFile.Load(Path.Combine(files.Folder, "all-002-second.npz"));
        Assert.Equal([2L, 4], features["taggram"].Shape);
        Assert.Equal([0, 2.992], features["start_s"].ToDoubles());
        Assert.Equal([2L, 4], features["penultimate"].Shape);
        Assert.Contains("cnn3_before_sum", features.Keys);
        Assert.True(File.Exists(Path.Combine(files.Folder, "all-001-first.npz")));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Short_recordings_are_refused_or_padded_and_do_not_keep_the_others_from_their_answers()
    {
        var run = Run(files.Brief, files.Second);
        run.Refuses("brief.wav' has 63 frames", "ShortClips is --short", "PatchLength is --patch");
        Assert.Contains("second.wav (2 patches)", run.Output, StringComparison.Ordinal);

        Run(files.Brief, "--short", "repeat").Prints("brief.wav (1 patch)");
        Run(files.Second, "--last", "silence").Prints("second.wav (3 patches)");
        Run(files.Brief, "--patch", "500ms", "--batch", "4").Prints("brief.wav (2 patches)");
    }

    [Fact]
    public void A_name_as_long_as_file_systems_allow_gets_its_picture_too()
    {
        // 255 bytes with the ending, too many with a number in front.
        var name = new string('日', 83) + "ab";
        var recording = Path.Combine(files.Folder, $"{name}.wav");
        File.Copy(files.Second, recording, overwrite: true);

        Run(recording, files.Second, "--taggram", Path.Combine(files.Folder, "long.png")).Prints("second.wav (2 patches)");

        Assert.True(File.Exists(Path.Combine(files.Folder, $"long-001-{name[..60]}.png")));
        Assert.True(File.Exists(Path.Combine(files.Folder, "long-002-second.png")));
    }

    [Fact]
    public void Missing_weights_end_with_where_the_released_ones_are()
    {
        var run = SampleRun.Of("TagAudio", "--weights", Path.Combine(files.Folder, "MTT_musicnn.h5"), files.First);
        run.Refuses("MTT_musicnn.h5", "github.com/Quint-e/musicnn_keras", "MSD_musicnn.h5, MTT_vgg.h5 and MSD_vgg.h5", "ISC-style license");
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Wrong_input_is_refused_in_one_line()
    {
        SampleRun.Of("TagAudio", "--weights", files.First, files.First).Refuses("first.wav");
        Run(Path.Combine(files.Folder, "none.wav")).Refuses("none.wav");
        Run(Path.Combine(files.Folder, "songs", "*.mp3")).Refuses("There is no recording in");
        Run().Refuses("No recording was given");
        Run(files.First, "--top", "0").Refuses("--top must be at least 1");
        Run(files.First, "--hop", "soon").Refuses("--hop must be a time above 0, such as 3s, 1.5s or 500ms, but was 'soon'.");
        Run(files.First, "--hop", "10ms").Refuses("Hop must be at least 0.032 s");
        Run(files.First, "--short", "drop").Refuses("drop");
    }

    [Fact]
    public void Help_tells_the_defaults() => SampleRun.Of("TagAudio", "--help").Prints(
        "--weights", "[default: MTT_musicnn.h5]", "--top", "[default: 3]", "--hop", "[default: the length of a patch]", "[default: 3s", "[default: error]", "[default: drop]", "--batch", "[default: 1]");

    private SampleRun Run(params IReadOnlyList<string> arguments) => SampleRun.Of("TagAudio", ["--weights", files.Model, .. arguments]);
}
