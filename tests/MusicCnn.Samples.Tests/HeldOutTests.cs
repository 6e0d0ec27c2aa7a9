using MusicCnn.Audio;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.Samples.Tests;

/// <summary>Holds <c>evaluate</c> to testing on recordings that were not trained on.</summary>
public sealed class HeldOutTests : IDisposable
{
    /// <summary>That of the protocol of ICASSP 2017, as its published code has it.</summary>
    private const int ProtocolSeed = 11;

    private const double TestShare = 0.25;

    private readonly SmallRecordings _recordings = new();

    [Fact]
    [Trait("Speed", "Slow")]
    public void The_recordings_that_a_protocol_s_seed_held_out_are_those_that_the_saved_classifier_is_tested_on()
    {
        _recordings.TwoClasses();
        SampleRun.Of(
            "TrainClassifier", "train", "--data", _recordings.Data, "--architecture", "frequency", "--patch", "0.5s", "--protocol", "icassp2017", "--folds", "1", "--batch", "2", "--epochs", "20", "--optimizer", "adamw", "--best-by", "loss", "--out", _recordings.File("model")).Prints("Songs right: frequency 100.0 %", "on 2 recordings that were held out");

        // Only the recordings that were held out are exchanged for tones of the other class, so whoever is tested on others is right on some.
        var source = AudioFolder.Open(_recordings.Data);
        foreach (var clip in ClipSplit.ByClip(source, TestShare, ProtocolSeed).Test)
            _recordings.Tone(source.Name(clip), source.Labels[source.Label(clip)] == "low" ? 3_050 : 225);

        Evaluate("--data", _recordings.Data).Prints("Songs right: saved 0.0 %", "on 2 recordings that were held out");
        Evaluate("--data", _recordings.Data, "--seed", "11").Prints("Songs right: saved 0.0 %");
        Evaluate("--data", _recordings.Data, "--all").Prints("Songs right: saved 75.0 %", "on 8 recordings, all there are");
        Evaluate("--data", _recordings.Data, "--seed", "0").Refuses("--seed 0", "(11)", "--all");
        Evaluate("--data", _recordings.Data, "--seed", "11", "--all").Refuses("--seed", "--all");
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Recordings_that_joined_later_are_tested_on_only_where_all_are()
    {
        _recordings.TwoClasses();
        _recordings.Train("model", "--validation", "0.3").Prints("Saved to");
        Evaluate("--data", _recordings.Data).Prints("on 2 recordings that were held out");

        for (var i = 4; i < 12; i++)
            _recordings.Tone($"low/{i}.wav", 200 + (10 * i));

        Evaluate("--data", _recordings.Data).Refuses("not the recordings of the training", "--all");
        Evaluate("--data", _recordings.Data, "--all").Prints("on 16 recordings, all there are");
    }

    [Fact]
    public void A_file_that_does_not_say_what_was_held_out_is_divided_by_the_seed_that_is_given()
    {
        _recordings.TwoClasses();
        _recordings.Train("model").Prints("Saved to");
        using (var model = ModelFile.Load(_recordings.File("model")))
            ModelFile.Save(_recordings.File("model"), model);

        Evaluate("--data", _recordings.Data, "--seed", "5").Prints("does not say which recordings were held out from it; the seed 5 divides them", "on 2 recordings");
    }

    public void Dispose() => _recordings.Dispose();

    private SampleRun Evaluate(params IReadOnlyList<string> arguments) => SampleRun.Of("TrainClassifier", ["evaluate", _recordings.File("model"), .. arguments]);
}
