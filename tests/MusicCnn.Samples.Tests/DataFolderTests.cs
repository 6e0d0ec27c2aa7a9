namespace MusicCnn.Samples.Tests;

/// <summary>Holds the entry point to what its help says of folders as people have them.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly SmallRecordings _recordings = new();

    [Fact]
    public void A_file_that_is_no_audio_is_an_error_by_its_name_or_left_out_and_listed()
    {
        _recordings.TwoClasses();
        File.WriteAllText(Path.Combine(_recordings.Data, "low", "broken.wav"), "This is not a recording.");

        _recordings.Train("broken").Refuses("broken.wav", "--skip-unreadable");
        var run = _recordings.Train("broken", "--skip-unreadable");

        run.Prints("8 recordings of 2 classes", "Left out: ", "broken.wav", "Saved to");
        SampleRun.Of("TrainClassifier", "evaluate", _recordings.File("broken"), "--data", _recordings.Data, "--skip-unreadable").Prints("Left out: ", "on 2 recordings that were held out");
    }

    [Fact]
    public void A_file_that_breaks_off_behind_its_header_is_an_error_by_its_name_or_left_out_and_listed()
    {
        _recordings.TwoClasses();
        var cut = Path.Combine(_recordings.Data, "high", "cut.wav");
        File.WriteAllBytes(cut, File.ReadAllBytes(_recordings.Tone("high/whole.wav", 3_500)).AsSpan(0, 10_001));

        _recordings.Train("cut").Refuses("cut.wav", "--skip-unreadable");
        _recordings.Train("cut", "--skip-unreadable").Prints("9 recordings of 2 classes", "Left out: ", "cut.wav", "Saved to");
    }

    [Fact]
    public void A_class_of_one_recording_is_refused_by_its_name_and_with_validation_one_of_two()
    {
        _recordings.TwoClasses();
        _recordings.Tone("solo/only.wav", 1_000);
        _recordings.Train("solo").Refuses("Each class needs at least 2 clips", "'solo' has 1");

        _recordings.Tone("solo/second.wav", 1_000);
        _recordings.Train("solo").Prints("10 recordings of 3 classes", "Saved to");
        _recordings.Train("solo", "--validation", "0.2").Refuses("Each class needs at least 3 recordings", "'solo' has 2", "--validation");
        _recordings.Train("solo", "--folds", "2", "--validation", "0.2").Refuses("at least 3 songs", "'solo' has 2");
    }

    [Fact]
    public void Names_in_any_letters_and_folders_below_classes_are_kept()
    {
        for (var i = 0; i < 4; i++)
        {
            _recordings.Tone($"Été français/disque {i}/piste n° {i}.wav", 220 + (10 * i));
            _recordings.Tone($"三拍子/{i}曲目.wav", 3_000 + (100 * i));
        }

        var hidden = _recordings.Tone("三拍子/.hidden.wav", 3_000);
        File.WriteAllText(Path.Combine(_recordings.Data, "三拍子", "notes.txt"), "no audio");

        _recordings.Train("names").Prints("8 recordings of 2 classes", "Été français", "三拍子", "Saved to");

        SampleRun.Of("TrainClassifier", "predict", _recordings.File("names"), hidden).Prints("三拍子", "Été français");
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        _recordings.TwoClasses();
        string[] all = ["--mixup", "--specaugment", "--validation", "0.3", "--patience", "2", "--balanced", "--no-baseline"];

        _recordings.Train("one", all).Prints("Saved to");
        _recordings.Train("two", all).Prints("Saved to");
        _recordings.Train("other", [.. all, "--seed", "1"]).Prints("Saved to");

        Assert.Equal(File.ReadAllBytes(_recordings.File("one")), File.ReadAllBytes(_recordings.File("two")));
        Assert.NotEqual(File.ReadAllBytes(_recordings.File("one")), File.ReadAllBytes(_recordings.File("other")));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Images_are_kept_for_the_next_run_and_change_nothing()
    {
        _recordings.TwoClasses();
        _recordings.Train("without").Prints("Saved to");

        _recordings.Train("first", "--feature-cache", _recordings.File("images")).Prints("Images: 0 hits, 8 misses");
        _recordings.Train("second", "--feature-cache", _recordings.File("images"), "--feature-cache-size", "0.5").Prints("Images: 8 hits, 0 misses");

        Assert.Equal(File.ReadAllBytes(_recordings.File("without")), File.ReadAllBytes(_recordings.File("second")));
    }

    [Fact]
    public void A_protocol_sets_what_is_not_given()
    {
        _recordings.TwoClasses();

        _recordings.Train("folds", "--protocol", "cbmi2016", "--folds", "2", "--batch", "2").Prints("Training frequency, fold 2 of 2", "of the songs right");
        _recordings.Train("once", "--protocol", "icassp2017", "--folds", "1", "--batch", "2", "--log", _recordings.File("log")).Prints("Saved to");

        var epochs = File.ReadAllLines(Path.Combine(_recordings.File("log"), "frequency", "metrics.jsonl"));
        Assert.Equal(2, epochs.Length);
        Assert.Contains("0.01", epochs[0], StringComparison.Ordinal);
        Assert.Contains("validation", epochs[0], StringComparison.Ordinal);
    }

    public void Dispose() => _recordings.Dispose();
}
