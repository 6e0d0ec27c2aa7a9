using MusicCnn.Augmentation;

namespace MusicCnn.Tests.Augmentation;

/// <summary>Lists every augmentation of the library once or more.</summary>
internal static class AugmentationCatalog
{
    private static readonly SpecAugmentOptions Masks = new() { FrequencyWidth = 3, FrequencyMasks = 2, TimeWidth = 4 };

    public static IReadOnlyList<AugmentationCase> All { get; } =
    [
        new("SpecAugment", seed => new SpecAugment(Masks with { Seed = seed }), [4, 2, 6, 10]) { Refused = [4, 6, 10] },
        new("SpecAugment, torchaudio's rule", seed => new SpecAugment(Masks with { Seed = seed, Rule = MaskRule.Torchaudio, TimeShare = 0.5 }), [4, 1, 6, 10]) { Refused = [4, 60] },
        new("SpecAugment, mean", seed => new SpecAugment(Masks with { Seed = seed, Fill = MaskFill.Mean }), [4, 2, 6, 10]) { Refused = [4, 6, 10] },
        new("RandomGain", seed => new RandomGain(new() { Seed = seed }), [4, 30]),
        new("RandomGain, images of power", seed => new RandomGain(new() { Seed = seed, OfPower = true }), [4, 1, 5, 6]),
        new("TimeShift", seed => new TimeShift(new() { Seed = seed, MaxShift = 12 }), [4, 2, 20]),
        new("TimeShift, silence, images", seed => new TimeShift(new() { Seed = seed, MaxShift = 5, Edge = ShiftEdge.Constant, FillValue = -3 }), [4, 1, 5, 9]),
        new("PitchShift", seed => new PitchShift(new LogAxis(9, 12), new() { Seed = seed, MaxShift = 4 }), [4, 2, 9, 5]) { Refused = [4, 1, 8, 5] },
        new("PitchShift, constant", seed => new PitchShift(new LogAxis(9, 12), new() { Seed = seed, MaxShift = 8, FillValue = -80 }), [4, 1, 9, 5]) { Refused = [4, 9] },
        new("AddNoise", seed => new AddNoise(new() { Seed = seed }), [4, 40]) { Differentiable = false, Refused = [4, 1, 5, 6] },
        new("AddNoise, pink", seed => new AddNoise(new() { Seed = seed, Color = NoiseColor.Pink }), [4, 2, 33]) { Differentiable = false, Refused = [4, 1, 5, 6] },
        new("AddNoise, brown", seed => new AddNoise(new() { Seed = seed, Color = NoiseColor.Brown }), [4, 1, 32]) { Differentiable = false, Refused = [4, 1, 5, 6] },
        new("AugmentationChain", seed => new AugmentationChain(new TimeShift(new() { Seed = seed, MaxShift = 3 }), new SpecAugment(Masks with { Seed = seed })), [4, 1, 6, 10]) { Refused = [4, 60] },
    ];

    public static TheoryData<string> Names => new(All.Select(augmentation => augmentation.Name));

    public static TheoryData<string> DifferentiableNames => new(All.Where(augmentation => augmentation.Differentiable).Select(augmentation => augmentation.Name));

    public static TheoryData<string> RefusingNames => new(All.Where(augmentation => augmentation.Refused is not null).Select(augmentation => augmentation.Name));

    public static AugmentationCase Find(string name) => All.Single(augmentation => augmentation.Name == name);
}
