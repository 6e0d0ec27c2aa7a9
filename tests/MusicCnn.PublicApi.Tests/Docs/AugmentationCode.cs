using MusicCnn.Augmentation;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Training;
using TorchSharp;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>The code blocks of docs/augmentation.md, each a region of its own; <see cref="AugmentationPageTests"/> holds the two together.</summary>
internal static class AugmentationCode
{
    public static void Training(AudioClassifier model, MelSpectrogram mel, IClipSource songs, ClipSplit split)
    {
        #region training
        using var augmentation = new AugmentationChain(
            new TimeShift(TimeShiftOptions.Within(TimeSpan.FromSeconds(0.2), mel.FrameRate)),
            new SpecAugment(SpecAugmentOptions.SwitchboardMild with { Fill = MaskFill.Mean, Seed = 1 }));
        new Trainer(new() { Augmentation = augmentation }).Fit(model, songs, split);
        #endregion
    }

    public static void OwnLoop(MelSpectrogram mel, torch.Tensor waveforms, torch.Tensor targets, long[] positions, long[] lengths)
    {
        #region loop
        using var noise = new AddNoise(new() { Color = NoiseColor.Pink, MinSignalToNoise = 15 });
        using var mixup = new Mixup();
        for (var epoch = 0; epoch < 10; epoch++)
        {
            using var scope = torch.NewDisposeScope();
            var items = new BatchItems(epoch, positions, lengths);     // where the examples stand in the training set, and how long they are
            var noisy = noise.call(waveforms, items);                  // [N, S] to [N, S]
            using var images = mel.call(noisy);                         // [N, 1, F, T]: here lengths would count frames
            var (mixed, labels) = mixup.call(images, targets, new BatchItems(epoch, positions));
        }
        #endregion
    }
}
