using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class TrainingProtocolTests
{
    /// <summary>The settings that the published codes have, read there: epochs, batch, rate, momentum, penalty; rule, patience of the rate, end after; best by, vote.</summary>
    private static readonly (string Name, (int, int, double, double, double) Steps, (PlateauRule?, int, int?) Rate, ValidationFigure Best, VoteRule Vote)[] Settings =
    [
        ("cbmi2016", (2_000, 10, 0.01, 0, 0), (PlateauRule.OnRecovery, 20, 40), ValidationFigure.PatchAccuracy, VoteRule.Majority),
        ("cbmi2016-leaking-validation", (2_000, 10, 0.01, 0, 0), (PlateauRule.OnRecovery, 20, 40), ValidationFigure.PatchAccuracy, VoteRule.Majority),
        ("icassp2017", (250, 50, 0.01, 0, 0), (PlateauRule.OnRecovery, 20, 40), ValidationFigure.PatchAccuracy, VoteRule.Majority),
        ("eusipco2017-tagging", (200, 10, 0.1, 0, 2e-5), (PlateauRule.OnRecovery, 3, 10), ValidationFigure.Loss, VoteRule.MeanProbability),
        ("eusipco2017-instruments", (400, 16, 0.001, 0.9, 2e-5), (null, 21, null), ValidationFigure.Loss, VoteRule.MeanProbability),
        ("musicnn", (600, 32, 0.001, 0, 1e-5), (PlateauRule.InAll, 75, null), ValidationFigure.Loss, VoteRule.MeanProbability),
    ];

    [Fact]
    public void Protocols_have_the_settings_of_their_codes()
    {
        Assert.Equal(Settings.Select(settings => settings.Name), TrainingProtocols.All.Select(protocol => protocol.Name));
        Assert.All(Settings, settings =>
        {
            var protocol = TrainingProtocols.Named(settings.Name);
            var training = protocol.Training;
            Assert.Equal(settings.Steps, (training.Epochs, training.BatchSize, training.LearningRate, training.Momentum, training.KernelPenalty));
            Assert.Equal((0.0, settings.Best, settings.Vote), (training.WeightDecay, training.BestBy, protocol.Vote));
            if (settings.Rate.Item1 is null)
                Assert.Equal((LearningRateSchedule.Steps, 5, 0.5, settings.Rate.Item2), (training.Schedule, training.Steps.EveryEpochs, training.Steps.Factor, training.Patience));
            else
                Assert.Equal((LearningRateSchedule.Plateau, settings.Rate, 0.5), (training.Schedule, (training.Plateau.Rule, training.Plateau.Patience, training.Plateau.StopAfter), training.Plateau.Factor));
        });
    }

    [Fact]
    public void Only_the_protocol_that_says_so_has_a_leaking_validation_and_it_has_no_other()
    {
        var leaking = Assert.Single(TrainingProtocols.All, protocol => protocol.Training.LeakingValidation is not null);

        Assert.Contains("leaking", leaking.Name, StringComparison.Ordinal);
        Assert.Equal((1 / 9.0, 0), (leaking.Training.LeakingValidation, leaking.ValidationShare));
        Assert.Equal(TrainingProtocols.Cbmi2016.Training, leaking.Training with { LeakingValidation = null });
    }

    [Fact]
    public void Ten_folds_validate_with_a_tenth_of_all_songs_and_test_each_song_once()
    {
        var folds = TrainingProtocols.Icassp2017.Divide(new NamedClips(50, 100));

        Assert.Equal(10, folds.Count);
        Assert.All(folds, fold => Assert.Equal((120, 15, 15), (fold.Train.Count, fold.Validation.Count, fold.Test.Count)));
        Assert.Equal(Enumerable.Range(0, 150), folds.SelectMany(fold => fold.Test).Order());
        Assert.All(TrainingProtocols.Cbmi2016WithLeakingValidation.Divide(new NamedClips(50, 100)), fold => Assert.Empty(fold.Validation));
    }

    [Fact]
    public void Taggers_are_divided_by_the_folders_of_magnatagatune()
    {
        var fold = Assert.Single(TrainingProtocols.Musicnn.Divide(new Folders()));

        Assert.Equal(Enumerable.Range(0, 12), fold.Train);
        Assert.Equal([12], fold.Validation);
        Assert.Equal([13, 14, 15], fold.Test);
        Assert.Contains("'class 0/0.wav'", Assert.Throws<ArgumentException>(() => TrainingProtocols.Musicnn.Divide(new NamedClips(2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_divided_or_found_is_refused_with_a_remedy()
    {
        Assert.Contains("Give the folds", Assert.Throws<ArgumentException>(() => TrainingProtocols.Cbmi2016.Divide(new Folders())).Message, StringComparison.Ordinal);
        Assert.Contains("data that come divided", Assert.Throws<ArgumentException>(() => TrainingProtocols.Eusipco2017Instruments.Divide(new NamedClips(9, 9))).Message, StringComparison.Ordinal);
        Assert.Contains("but cbmi2016, cbmi2016-leaking-validation, icassp2017", Assert.Throws<ArgumentException>(() => TrainingProtocols.Named("cbmi")).Message, StringComparison.Ordinal);
        Assert.Same(TrainingProtocols.Musicnn, TrainingProtocols.Named("MusiCNN"));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingProtocols.Cbmi2016 with { Folds = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingProtocols.Cbmi2016 with { ValidationShare = 1 });
        Assert.Throws<ArgumentException>(() => TrainingProtocols.Cbmi2016 with { Name = " " });
    }

    /// <summary>One song in each of the sixteen folders.</summary>
    private sealed class Folders : ITagSource
    {
        public IReadOnlyList<string> Labels => ["tag"];

        public int Count => 16;

        public string Name(int index) => $"{index:x}/song.mp3";

        public IReadOnlyList<int> Tags(int index) => [];

        public MusicCnn.Signals.AudioClip Load(int index) => throw new InvalidOperationException("A division of clips loads nothing.");
    }
}
