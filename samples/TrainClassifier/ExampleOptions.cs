using System.CommandLine;
using MusicCnn.Augmentation;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say which examples are trained on, and how they are changed.</summary>
internal static class ExampleOptions
{
    /// <summary>What part of an axis a mask covers at most.</summary>
    private const int MaskedPart = 4;

    public static Option<bool> SpecAugment { get; } = CommandOption.Flag("--specaugment", "Blots out up to a quarter of the bins and a quarter of the frames of each training patch, others each time.");

    public static Option<bool> Balanced { get; } = CommandOption.Flag("--balanced", "Rare classes count as much as frequent ones.");

    private static readonly Option<bool> Mixup = CommandOption.Flag("--mixup", "Trains on mixtures of two patches.");

    private static readonly Option<PatchSampling> Sampling = CommandOption.Of("--sampling", PatchSampling.Random, "Which patches of a recording are trained on in an epoch: some at random places, or all of them, one behind the other.");

    private static readonly Option<int> Patches = CommandOption.Of("--patches-per-song", 2, "How many random patches of each recording are trained on in an epoch.").AtLeast(1);

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Sampling, Patches, Balanced, Mixup, SpecAugment];

    /// <summary>Returns settings with what was given, or with all of it where nothing else sets it.</summary>
    public static TrainerOptions Apply(TrainerOptions settings, Given given)
    {
        var sampling = given.Value(Sampling, settings.Sampling);
        if (sampling == PatchSampling.Sequential && given.Parsed.IsGiven(Patches))
            throw new ArgumentException("--patches-per-song is for --sampling random, but the sampling is sequential, which takes all patches. Add --sampling random, or leave it out.");
        return settings with
        {
            Sampling = sampling,
            PatchesPerClip = given.Value(Patches, settings.PatchesPerClip),
            ClassWeights = given.Value(Balanced, settings.ClassWeights == ClassWeighting.Balanced) ? ClassWeighting.Balanced : ClassWeighting.None,
            Mixup = given.Value(Mixup, settings.Mixup is not null) ? settings.Mixup ?? new() : null,
        };
    }

    /// <summary>Returns the layer that changes training images, or null for none.</summary>
    public static AugmentationLayer? Layer(ParseResult parsed, Blueprint blueprint, int seed)
    {
        if (!parsed.GetValue(SpecAugment))
            return null;
        var (bins, frames) = (blueprint.Axes.FrontEnd.Bins / MaskedPart, blueprint.Axes.Frames / MaskedPart);
        if (bins == 0)
            throw new ArgumentException($"--specaugment blots out a quarter of the bins, but the front-end has {blueprint.Axes.FrontEnd.Bins}. Leave it out, or take another front-end.");
        return new SpecAugment(new() { FrequencyWidth = bins, TimeWidth = frames, Seed = seed });
    }
}
