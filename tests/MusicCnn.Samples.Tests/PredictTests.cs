using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MusicCnn.Audio;
using MusicCnn.Signals;

namespace MusicCnn.Samples.Tests;

[Collection(SharedTrainedClassifier.Name)]
public partial class PredictTests(TrainedClassifier trained)
{
    [Fact]
    public void A_recording_gets_ranked_classes_with_probabilities()
    {
        var run = Predict(trained.Recording, "--top", "8");
        run.Prints("000.wav", "samba");
        var probabilities = Ranks().Matches(run.Output).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(8, probabilities.Length);
        Assert.Equal(probabilities.OrderDescending(), probabilities);

        // Eight numbers of three decimals each.
        Assert.Equal(1, probabilities.Sum(), tolerance: 8 * 0.0005 + 1e-9);
    }

    [Fact]
    public void Three_classes_are_printed_where_no_number_is_asked_for() => Assert.Equal(3, Ranks().Count(Predict(trained.Recording).Output));

    [Fact]
    public void An_mp3_is_classified_too()
    {
        var run = Predict(Path.Combine(AppContext.BaseDirectory, "two-tones.mp3"));
        run.Prints("two-tones.mp3");
        Assert.Equal(3, Ranks().Count(run.Output));
    }

    [Fact]
    public void A_clip_shorter_than_one_patch_is_repeated_until_it_fills_one()
    {
        var path = Path.Combine(trained.Folder, "short.wav");
        AudioFile.Save(path, AudioFile.Load(trained.Recording).Slice(0, 4_410));
        Predict(path).Prints("short.wav (1 patch)");

        // A single sample is a clip, too.
        AudioFile.Save(path, new AudioClip([0.5f], 44_100));
        Predict(path).Prints("short.wav (1 patch)");
    }

    [Fact]
    public void A_missing_file_is_refused() => Predict(Path.Combine(trained.Folder, "missing.wav")).Refuses("missing.wav");

    [Fact]
    public void A_text_file_named_wav_is_refused() =>
        Predict(trained.Write("text.wav", Encoding.UTF8.GetBytes("This is not a recording.\nIt only says so."))).Refuses("text.wav");

    [Theory]
    [InlineData(30)]
    [InlineData(60_001)]
    public void A_truncated_wav_is_refused(int length) =>
        Predict(trained.Write($"truncated-{length}.wav", File.ReadAllBytes(trained.Recording).AsSpan(0, length))).Refuses("truncated");

    [Fact]
    public void A_wav_of_zero_samples_is_refused()
    {
        var path = Path.Combine(trained.Folder, "zero.wav");
        AudioFile.Save(path, new AudioClip([[], []], 44_100));
        Predict(path).Refuses("sample");
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_refused() => Predict(trained.Folder).Refuses("musiccnn-samples-");

    [Fact]
    public void One_broken_file_among_others_does_not_keep_them_from_their_answers()
    {
        var run = SampleRun.Of("TrainClassifier", "predict", trained.Model, Path.Combine(trained.Folder, "missing.wav"), trained.Recording);
        run.Refuses("missing.wav");
        Assert.Equal(3, Ranks().Count(run.Output));
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        SampleRun.Of("TrainClassifier", "predict", trained.Recording, trained.Recording).Refuses("000.wav");
        SampleRun.Of("TrainClassifier", "predict", Path.Combine(trained.Folder, "no.safetensors"), trained.Recording).Refuses("no.safetensors");
        SampleRun.Of("TrainClassifier", "predict", trained.Write("cut.safetensors", File.ReadAllBytes(trained.Model).AsSpan(0, 5_000)), trained.Recording).Refuses("cut.safetensors");
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Predict(trained.Recording, "--top", "0").Refuses("--top must be at least 1");
        Predict(trained.Recording, "--best", "2").Refuses("--best");
        SampleRun.Of("TrainClassifier", "predict", trained.Model).Refuses("predict");
    }

    private SampleRun Predict(params IReadOnlyList<string> arguments) => SampleRun.Of("TrainClassifier", ["predict", trained.Model, .. arguments]);

    [GeneratedRegex(@"^ +\d\. ([01]\.\d{3})  \S+$", RegexOptions.Multiline)]
    private static partial Regex Ranks();
}
