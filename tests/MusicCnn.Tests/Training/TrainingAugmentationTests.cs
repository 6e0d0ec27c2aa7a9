using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class TrainingAugmentationTests
{
    private static readonly TrainerOptions Short = new() { Epochs = 2, BatchSize = 4, LearningRate = 0.02, Seed = 7, PatchesPerClip = 2 };
    private static readonly int[] Train = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_seeds_give_the_same_bits_and_another_seed_of_the_masks_others(bool trainableFrontEnd)
    {
        var first = Trained(maskSeed: 1);
        Assert.Equal(first, Trained(maskSeed: 1));
        Assert.NotEqual(first, Trained(maskSeed: 2));
        Assert.NotEqual(first, Trained(maskSeed: null));

        float[] Trained(int? maskSeed)
        {
            using var model = TestClips.Model(trainableFrontEnd: trainableFrontEnd);
            using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(6));
            using var masks = maskSeed is { } seed ? new SpecAugment(new() { Seed = seed, FrequencyWidth = 4, TimeWidth = 6 }) : null;
            new Trainer(Short with { Augmentation = masks }).Fit(model, clips, Train);
            return [.. model.parameters().SelectMany(weight => weight.data<float>().ToArray())];
        }
    }

    [Fact]
    public void Every_training_patch_is_seen_once_an_epoch_under_a_number_of_its_own_and_no_other()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(8));
        using var witness = new Witness();
        new Trainer(Short with { Augmentation = witness }).Fit(model, clips, Train, validation: [6, 7]);
        Evaluator.Evaluate(model, clips, [6, 7]);

        long[] patches = [.. Train.SelectMany(clip => new[] { (long)clip << 32, ((long)clip << 32) + 1 })];
        Assert.Equal([.. patches.Select(item => (1, item)), .. patches.Select(item => (2, item))], witness.Seen.Order());
        Assert.All(witness.Shapes, shape => Assert.Equal("1 16 24", shape));
    }

    [Fact]
    public void Validation_and_tests_see_images_as_they_are()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(8));
        using var masks = new SpecAugment(new() { FrequencyWidth = 16, FrequencyMasks = 20 });
        var result = new Trainer(Short with { Epochs = 1, Augmentation = masks }).Fit(model, clips, Train, validation: [6, 7]);

        Assert.True(masks.training);
        Assert.Equal(result.Epochs[0].ValidationLoss!.Value, Evaluator.Evaluate(model, clips, [6, 7]).Loss, precision: 12);
    }

    [Fact]
    public void An_augmentation_in_evaluation_mode_changes_nothing_and_no_tensor_is_left()
    {
        var plain = Trained(null);
        using var masks = new SpecAugment();
        masks.eval();
        Assert.Equal(plain, Trained(masks));

        float[] Trained(AugmentationLayer? augmentation)
        {
            using var model = TestClips.Model();
            using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(6));
            var trainer = new Trainer(Short with { Augmentation = augmentation });
            trainer.Fit(model, clips, Train);
            var weights = model.parameters().SelectMany(weight => weight.data<float>().ToArray()).ToArray();
            augmentation?.train();
            Assert.Equal(0, LiveTensors.ChangeBy(() => trainer.Fit(model, clips, Train)));
            return weights;
        }
    }

    private sealed record WitnessOptions : AugmentationOptions;

    /// <summary>Writes down what it sees, with the first draw of the item, and changes nothing.</summary>
    private sealed class Witness() : ExampleAugmentation(nameof(Witness), new WitnessOptions())
    {
        private readonly Dictionary<ulong, (int Epoch, long Item)> _names = (
            from epoch in Enumerable.Range(1, 2)
            from clip in Enumerable.Range(0, 8)
            from number in Enumerable.Range(0, 4)
            select (epoch, ((long)clip << 32) + number)).ToDictionary(name => Second(new(0, nameof(Witness), name.epoch, name.Item2)));

        public List<(int Epoch, long Item)> Seen { get; } = [];

        public List<string> Shapes { get; } = [];

        protected override Tensor Augment(Tensor example, ItemRandom random)
        {
            Seen.Add(_names[random.Bits()]);
            Shapes.Add(string.Join(' ', example.shape));
            return example;
        }

        private static ulong Second(ItemRandom random)
        {
            _ = random.Bits();
            return random.Bits();
        }
    }
}
