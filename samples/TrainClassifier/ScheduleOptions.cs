using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say how the learning rate changes, and when training ends.</summary>
internal static class ScheduleOptions
{
    public static Option<double> Validation { get; } = CommandOption.Of(
        "--validation", 0.0, "The share of the recordings not tested with that is validated with after each epoch, instead of trained on. Not for MagnaTagATune, whose folder c always is.").BelowOne();

    private static readonly Option<int?> Patience = CommandOption.Number<int>(
        "--patience", "Ends the training after so many epochs without a better figure of the validation, and keeps the weights of the best one.").AtLeast(1);

    private static readonly Option<ValidationFigure?> BestBy = new("--best-by")
    {
        Description = "The figure of the validation whose best epoch is kept. [default: loss with --patience; without, the last epoch is kept]",
    };

    private static readonly Option<bool> PlateauOnValidation = CommandOption.Flag("--plateau-on-validation", "Plateau watches the validation loss instead of that of the training.");

    private static readonly Option<LearningRateSchedule> Schedule = CommandOption.Of(
        "--schedule", LearningRateSchedule.Cosine, "How the learning rate changes: plateau lowers it where the loss does not fall, as in CBMI 2016, steps after every so many epochs.");

    private static readonly Option<double?> WarmUp = new Option<double?>("--warm-up")
    {
        Description = "The share of the steps over which the learning rate rises, from 0 to 1. [default: 0.05 with cosine, none with others]",
    };

    private static readonly Option<int> PlateauPatience = CommandOption.Of("--plateau-patience", 20, "How many epochs in a row may bring no lower loss before plateau lowers the rate.").AtLeast(0);

    private static readonly Option<double> PlateauFactor = CommandOption.Of("--plateau-factor", 0.5, "What plateau multiplies the rate with.");

    private static readonly Option<int> StepEpochs = CommandOption.Of("--step-epochs", 5, "After how many epochs each steps lowers the rate.").AtLeast(1);

    private static readonly Option<double> StepFactor = CommandOption.Of("--step-factor", 0.5, "What steps multiplies the rate with.");

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Schedule, WarmUp, PlateauPatience, PlateauFactor, PlateauOnValidation, StepEpochs, StepFactor, Validation, BestBy, Patience];

    /// <summary>Refuses settings that need recordings to validate with where there are none.</summary>
    public static void CheckValidation(TrainerOptions settings, ParseResult parsed, bool validates)
    {
        if (validates && settings.LeakingValidation is not null)
            throw new ArgumentException($"{ProtocolOptions.Protocol.Name} {parsed.GetValue(ProtocolOptions.Protocol)} validates with patches of the recordings trained on, but there are recordings to validate with, too. Leave --validation out.");
        if (validates || settings.LeakingValidation is not null)
            return;
        var option = parsed.IsGiven(Patience) ? Patience.Name
            : parsed.IsGiven(BestBy) ? BestBy.Name
            : parsed.IsGiven(PlateauOnValidation) ? PlateauOnValidation.Name
            : settings.BestBy is not null ? $"{ProtocolOptions.Protocol.Name} {parsed.GetValue(ProtocolOptions.Protocol)}"
            : null;
        if (option is not null)
            throw new ArgumentException($"{option} needs recordings to validate with. Add --validation 0.1, or leave it out.");
    }

    /// <summary>Refuses a figure to choose the best epoch by, or a way to cut patches, that the validation cannot have.</summary>
    public static void CheckFigure(TrainerOptions settings, ParseResult parsed, ClassOutput output)
    {
        var protocol = $"{ProtocolOptions.Protocol.Name} {parsed.GetValue(ProtocolOptions.Protocol)}";
        var figure = $"{BestBy.Name} {settings.BestBy?.ToString().ToLowerInvariant()}";
        if (output == ClassOutput.AnyOf && settings.BestBy is ValidationFigure.PatchAccuracy or ValidationFigure.SongAccuracy)
            throw new ArgumentException($"{figure} is for classes, but recordings with tags are not right or wrong. Take rocauc, prauc or loss.");
        if (output == ClassOutput.OneOf && settings.BestBy is ValidationFigure.RocAuc or ValidationFigure.PrAuc)
            throw new ArgumentException($"{figure} is for tags, but the recordings have a class each. Take songaccuracy, patchaccuracy or loss.");
        if (settings.LeakingValidation is null)
            return;
        if (settings.Sampling != PatchSampling.Sequential)
            throw new ArgumentException($"{protocol} holds back patches that are cut one behind the other. Leave --sampling out.");
        if (settings.BestBy == ValidationFigure.SongAccuracy)
            throw new ArgumentException($"{figure} needs whole recordings, but {protocol} holds back patches. Take patchaccuracy or loss.");
    }

    /// <summary>Refuses a share of the recordings to validate with where their folders say which.</summary>
    public static void CheckShare(ParseResult parsed, bool folders)
    {
        if (folders && parsed.IsGiven(Validation))
            throw new ArgumentException($"{Validation.Name} is a share of the recordings, but MagnaTagATune's folder c is validated with. Leave it out, or divide by the seed with --folds.");
    }

    /// <summary>Returns settings with what was given, or with all of it where nothing else sets it.</summary>
    public static TrainerOptions Apply(TrainerOptions settings, Given given)
    {
        var schedule = given.Value(Schedule, settings.Schedule);
        RequireSchedule(LearningRateSchedule.Plateau, [PlateauPatience, PlateauFactor, PlateauOnValidation]);
        RequireSchedule(LearningRateSchedule.Steps, [StepEpochs, StepFactor]);
        return settings with
        {
            Schedule = schedule,
            WarmUp = given.Value(WarmUp, settings.WarmUp),
            Patience = given.Value(Patience, settings.Patience),
            BestBy = given.Value(BestBy, settings.BestBy),
            Steps = settings.Steps with { EveryEpochs = given.Value(StepEpochs, settings.Steps.EveryEpochs), Factor = given.Value(StepFactor, settings.Steps.Factor) },
            Plateau = settings.Plateau with
            {
                Patience = given.Value(PlateauPatience, settings.Plateau.Patience),
                Factor = given.Value(PlateauFactor, settings.Plateau.Factor),
                WatchesValidation = given.Value(PlateauOnValidation, settings.Plateau.WatchesValidation),
            },
        };

        void RequireSchedule(LearningRateSchedule needed, IEnumerable<Option> options)
        {
            if (schedule != needed && options.FirstOrDefault(given.Parsed.IsGiven) is { } option)
                throw new ArgumentException($"{option.Name} says how {needed.ToString().ToLowerInvariant()} works, but the schedule is {schedule.ToString().ToLowerInvariant()}. Add --schedule {needed.ToString().ToLowerInvariant()}, or leave it out.");
        }
    }
}
