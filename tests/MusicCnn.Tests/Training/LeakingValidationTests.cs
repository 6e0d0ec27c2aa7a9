using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class LeakingValidationTests
{
    private const int Songs = 96;

    /// <summary>More than three deviations of 32 coins about one half.</summary>
    private const double Luck = 0.28;

    private static readonly int[] Train = [.. Enumerable.Range(0, 32)];
    private static readonly int[] Validation = [.. Enumerable.Range(32, 32)];
    private static readonly int[] Test = [.. Enumerable.Range(64, 32)];

    private static readonly TrainerOptions Options = new() { Epochs = 14, BatchSize = 16, LearningRate = 0.02, WeightDecay = 0, Sampling = PatchSampling.Sequential, Seed = 2 };

    [Fact]
    public void Songs_known_by_heart_look_understood_where_validation_leaks_and_do_not_where_it_is_by_song()
    {
        using var leaking = Model();
        using var honest = Model();
        using var clips = PreparedClips.Prepare(leaking, new CoinTossedSongs());

        var flattered = new Trainer(Options with { LeakingValidation = 1 / 9.0 }).Fit(leaking, clips, Train).Epochs[^1];
        var sober = new Trainer(Options).Fit(honest, clips, Train, Validation).Epochs[^1];

        Assert.True(flattered.ValidationPatchAccuracy > 0.9, $"Of the patches held back {flattered.ValidationPatchAccuracy} are right.");
        Assert.Null(flattered.ValidationAccuracy);
        Assert.InRange(sober.ValidationAccuracy!.Value, 0.5 - Luck, 0.5 + Luck);
        Assert.True(sober.Accuracy > 0.9, $"Of the training patches {sober.Accuracy} are right.");
        Assert.InRange(Evaluator.Evaluate(leaking, clips, Test).SongAccuracy, 0.5 - Luck, 0.5 + Luck);
        Assert.InRange(Evaluator.Evaluate(honest, clips, Test).SongAccuracy, 0.5 - Luck, 0.5 + Luck);
    }

    [Fact]
    public void Every_patch_is_on_one_side_and_the_seed_alone_says_on_which()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(9, seconds: 1.6));
        var plan = new PatchPlan(model, clips);
        int[] songs = [.. Enumerable.Range(0, 9)];
        var all = plan.Epoch(songs, new() { Sampling = PatchSampling.Sequential }, epoch: 1);

        var (train, held) = plan.DivideLeaking(songs, share: 1 / 9.0, seed: 5);

        Assert.Equal(all.OrderBy(patch => patch.Item), train.Concat(held).OrderBy(patch => patch.Item));
        // 101 frames are four patches, 111 and 121 are four and five: 39 in all.
        Assert.Equal((34, 5), (train.Length, held.Length));
        Assert.Equal(held, plan.DivideLeaking(songs, 1 / 9.0, seed: 5).Validation);
        Assert.NotEqual(held, plan.DivideLeaking(songs, 1 / 9.0, seed: 6).Validation);
        Assert.NotEmpty(train.Select(patch => patch.Clip).Intersect(held.Select(patch => patch.Clip)));
    }

    [Fact]
    public void The_loss_and_accuracy_of_patches_held_back_are_those_of_the_patches_one_by_one()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(9, seconds: 1.6));
        var plan = new PatchPlan(model, clips);
        var (_, held) = plan.DivideLeaking([.. Enumerable.Range(0, 9)], share: 0.3, seed: 5);

        var result = new EpochValidation(model, clips, new(), plan) { LeakingPatches = held }.Complete(new(1, 0, 0, null) { LearningRate = 1 }, CancellationToken.None);

        var (loss, right) = (0.0, 0.0);
        foreach (var patch in held)
        {
            using var scope = NewDisposeScope();
            var logits = model.Network.call(plan.Cut(patch, clips.Data(patch.Clip)).unsqueeze(0)).data<float>().ToArray();
            var label = patch.Clip % 2;
            loss += Math.Log(1 + Math.Exp(logits[1 - label] - logits[label])) / held.Length;
            right += (logits[label] > logits[1 - label] ? 1.0 : 0) / held.Length;
        }

        Assert.Equal(loss, result.ValidationLoss!.Value, 1e-5);
        Assert.Equal(right, result.ValidationPatchAccuracy!.Value, 1e-12);
    }

    [Fact]
    public void The_song_whose_patch_is_no_number_is_named()
    {
        var mel = new MelSpectrogram(new() { SampleRate = TestClips.SampleRate, FftSize = 256, HopLength = 128, MelBands = 16 });
        using var model = new AudioClassifier(mel, new NoNumberOfHighTones(), new() { Labels = ["low", "high"], PatchFrames = 24 });
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(5, seconds: 0.4));
        var validation = new EpochValidation(model, clips, new(), new PatchPlan(model, clips)) { LeakingPatches = [new(4, 0, 0), new(2, 0, 0), new(3, 0, 0), new(0, 0, 0)] };

        var error = Assert.Throws<ArithmeticException>(() => validation.Complete(new(1, 0, 0, null) { LearningRate = 1 }, CancellationToken.None));

        Assert.Contains("'clip 3'", error.Message, StringComparison.Ordinal);
    }

    private static AudioClassifier Model()
    {
        var mel = new MelSpectrogram(new() { SampleRate = TestClips.SampleRate, FftSize = 512, HopLength = 128, MelBands = 40, Normalization = MelNormalization.None, Compression = new LogOnePlus(10_000) });
        var network = new MixedShapeClassifier(new() { Bins = 40, Classes = 2, Dropout = 0, HiddenUnits = 32, FirstLayer = new() { Groups = [FilterShape.Frequency(40).Times(24)], BatchNorm = BatchNormOrder.BeforeActivation } });
        SeededWeights.Draw(network, seed: 4);
        return new AudioClassifier(mel, network, new() { Labels = ["heads", "tails"], PatchFrames = 20 });
    }

    /// <summary>Gives the root of the difference between the energies of low and high bands, which high tones do not have.</summary>
    private sealed class NoNumberOfHighTones() : nn.Module<Tensor, Tensor>(nameof(NoNumberOfHighTones))
    {
        public override Tensor forward(Tensor image)
        {
            using var scope = NewDisposeScope();
            var root = (image.narrow(2, 0, 8).mean([1, 2, 3]) - image.narrow(2, 8, 8).mean([1, 2, 3])).sqrt();
            return stack([root, root], 1).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Songs that are chords of their own from beginning to end, and whose class a coin has tossed: there is nothing to understand.</summary>
    private sealed class CoinTossedSongs : IClipSource
    {
        private const int Samples = 20 * 128 * 6;

        public IReadOnlyList<string> Labels => ["heads", "tails"];

        public int Count => Songs;

        public string Name(int index) => $"song {index}";

        public int Label(int index) => new Random(1_000 + index).Next(2);

        public AudioClip Load(int index)
        {
            var random = new Random(index);
            var sound = TestSignals.Noise(Samples, seed: index, amplitude: 0.02);
            for (var tone = 0; tone < 4; tone++)
                sound = [.. sound.Zip(TestSignals.Sine(Samples, 150 * Math.Pow(24, random.NextDouble()), TestClips.SampleRate, amplitude: 0.2), (a, b) => a + b)];
            return new AudioClip([.. sound.Select(value => (float)value)], TestClips.SampleRate);
        }
    }
}
