namespace MusicCnn.Samples.Tests;

/// <summary>Holds the entry point to what it promises of tables of tags.</summary>
public sealed class TagTaskTests : IDisposable
{
    private readonly SmallRecordings _recordings = new();

    [Fact]
    public void A_tagger_is_trained_tested_and_used_and_undefined_tags_are_named()
    {
        _recordings.TwoClasses();
        var table = _recordings.Table([.. Enumerable.Range(0, 4).SelectMany(i => new[] { $"low/{i}.wav,low;tone", $"high/{i}.wav,high;tone" }), "low/gone.wav,gone"]);

        _recordings.Train("tagger", "--task", "tags", "--table", table).Refuses("1 of its 9 files", "low/gone.wav", "--skip-unreadable");
        var run = _recordings.Train("tagger", "--task", "tags", "--table", table, "--tags", "3", "--skip-unreadable", "--validation", "0.2");

        run.Prints("8 recordings with 3 tags", "Left out: ", "gone.wav", "ROC-AUC", "PR-AUC", "macro F1", "Undefined", "tone", "Saved to");
        var evaluation = SampleRun.Of("TrainClassifier", "evaluate", _recordings.File("tagger"), "--table", table, "--data", _recordings.Data, "--skip-unreadable");
        evaluation.Prints("saved", "Undefined", "tone");
        Assert.Equal(Area(run), Area(evaluation));
        SampleRun.Of("TrainClassifier", "predict", _recordings.File("tagger"), Path.Combine(_recordings.Data, "low", "0.wav")).Prints("low", "high", "tone");
        SampleRun.Of("TrainClassifier", "evaluate", _recordings.File("tagger"), "--data", _recordings.Data).Refuses("finds tags", "--table");
        SampleRun.Of("TrainClassifier", "evaluate", _recordings.File("tagger"), "--table", table, "--vote", "majority").Refuses("--vote majority");
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void MagnaTagATune_s_folders_divide_where_they_are_there()
    {
        foreach (var folder in "0abcdef")
        {
            for (var i = 0; i < 2; i++)
                _recordings.Tone($"{folder}/{i}.wav", i == 0 ? 220 : 3_000);
        }

        var table = _recordings.Table("0abcdef".SelectMany(folder => new[] { $"{folder}/0.wav,low", $"{folder}/1.wav,high" }));

        _recordings.Train("magna", "--task", "tags", "--table", table, "--patience", "2", "--seed", "3")
            .Prints("14 recordings with 2 tags", "on 6 recordings that were held out", "Saved to");
        SampleRun.Of("TrainClassifier", "evaluate", _recordings.File("magna"), "--table", table, "--data", _recordings.Data).Prints("on 6 recordings that were held out");
        _recordings.Train("magna", "--task", "tags", "--table", table, "--validation", "0.3").Refuses("--validation", "folder c");
    }

    [Fact]
    public void Folds_of_tagged_recordings_end_with_means_of_both_areas()
    {
        _recordings.TwoClasses();
        var table = _recordings.Table(Enumerable.Range(0, 4).SelectMany(i => new[] { $"low/{i}.wav,low", $"high/{i}.wav,high" }));

        _recordings.Train("folds", "--task", "tags", "--table", table, "--folds", "2").Prints("fold 2 of 2", "ROC-AUC, the mean over tags", "frequency: ", "PR-AUC");
    }

    public void Dispose() => _recordings.Dispose();

    /// <summary>Returns the area at the end of the line that a run ends with.</summary>
    private static string Area(SampleRun run) => run.Output.Split('\n').Single(line => line.StartsWith("ROC-AUC: ", StringComparison.Ordinal)).Split(' ')[2].TrimEnd(';');
}
