using MusicCnn.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Refuses settings that contradict each other or the clips.</summary>
internal static class TrainerChecks
{
    /// <summary>Throws unless what the settings ask for can be had.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="hasTags">Whether clips have tags instead of a class.</param>
    /// <param name="validates">Whether there are songs to validate with.</param>
    public static void Require(TrainerOptions options, bool hasTags, bool validates)
    {
        var leaks = options.LeakingValidation is not null;
        if (leaks && validates)
            throw new ArgumentException($"{nameof(TrainerOptions.LeakingValidation)} validates with patches of the training songs, but there are songs to validate with, too. Leave out one of both.", nameof(options));
        if (leaks && (hasTags || options.Sampling != PatchSampling.Sequential))
            throw new ArgumentException($"{nameof(TrainerOptions.LeakingValidation)} divides the patches of songs of one class each, cut one behind the other ({nameof(PatchSampling)}.{nameof(PatchSampling.Sequential)}).", nameof(options));
        if (!leaks && !validates && NeedsValidation(options) is { } setting)
            throw new ArgumentException($"{setting} needs clips to validate with, but there are none.", nameof(options));
        if (options.Plateau.StopAfter is not null && options.Plateau.Rule != PlateauRule.OnRecovery)
            throw new ArgumentException($"{nameof(PlateauOptions.StopAfter)} is for {nameof(PlateauRule.OnRecovery)}. Set {nameof(TrainerOptions.TrainingPatience)} instead.", nameof(options));
        if (ValidationFigures.ChosenBy(options) is not { } figure)
            return;
        if (hasTags && figure is ValidationFigure.PatchAccuracy or ValidationFigure.SongAccuracy)
            throw new ArgumentException($"{nameof(TrainerOptions.BestBy)} is {figure}, but clips with tags are not right or wrong. Take {nameof(ValidationFigure.RocAuc)}, {nameof(ValidationFigure.PrAuc)} or {nameof(ValidationFigure.Loss)}.", nameof(options));
        if (!hasTags && figure is ValidationFigure.RocAuc or ValidationFigure.PrAuc)
            throw new ArgumentException($"{nameof(TrainerOptions.BestBy)} is {figure}, but the clips have a class each and no tags. Take {nameof(ValidationFigure.SongAccuracy)}, {nameof(ValidationFigure.PatchAccuracy)} or {nameof(ValidationFigure.Loss)}.", nameof(options));
        if (leaks && figure == ValidationFigure.SongAccuracy)
            throw new ArgumentException($"{nameof(TrainerOptions.LeakingValidation)} holds back patches, no songs. Take {nameof(ValidationFigure.PatchAccuracy)} or {nameof(ValidationFigure.Loss)}.", nameof(options));
    }

    /// <summary>Moves a model to a device.</summary>
    /// <exception cref="ArgumentException">The device is not there.</exception>
    public static void Move(AudioClassifier model, Device device)
    {
        try
        {
            model.to(device);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            throw new ArgumentException($"The model cannot be moved to the device '{device}': it is not there, or this build of TorchSharp's native half has no support for it. {e.Message}", nameof(device), e);
        }
    }

    private static string? NeedsValidation(TrainerOptions options) =>
        options.BestBy is not null ? nameof(TrainerOptions.BestBy)
        : options.Patience is not null ? nameof(TrainerOptions.Patience)
        : options.Schedule == LearningRateSchedule.Plateau && options.Plateau.WatchesValidation ? nameof(PlateauOptions.WatchesValidation)
        : null;
}
