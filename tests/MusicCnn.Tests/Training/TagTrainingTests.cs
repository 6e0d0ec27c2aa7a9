using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class TagTrainingTests
{
    private static readonly TrainerOptions Short = new() { Epochs = 25, BatchSize = 8, LearningRate = 0.02, Seed = 3 };
    private static readonly int[] Train = [.. Enumerable.Range(0, 24)];
    private static readonly int[] Test = [.. Enumerable.Range(24, 12)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tones_that_sound_together_are_told_one_by_one(bool mixup)
    {
        using var model = Model();
        using var clips = PreparedClips.Prepare(model, new Tones());

        var result = new Trainer(Short with { Mixup = mixup ? new() : null }).Fit(model, clips, Train, Test);

        var evaluation = TagEvaluator.Evaluate(model, clips, Test);
        Assert.Equal(1, evaluation.Songs.MacroRocAuc);
        Assert.True(evaluation.Songs.MicroF1 > 0.9, $"F1 is {evaluation.Songs.MicroF1}");
        Assert.Equal(evaluation.Loss, result.Epochs[^1].ValidationLoss);
        Assert.Equal(1, result.Epochs[^1].ValidationRocAuc);
        Assert.Null(result.Epochs[^1].ValidationAccuracy);
    }

    [Fact]
    public void The_first_loss_of_an_undecided_tagger_is_the_logarithm_of_two_for_each_tag()
    {
        using var model = Model();
        foreach (var weight in model.Network.parameters())
        {
            using var noGradient = TorchSharp.torch.no_grad();
            weight.fill_(0);
        }

        using var clips = PreparedClips.Prepare(model, new Tones());

        Assert.Equal(Math.Log(2), TagEvaluator.Evaluate(model, clips, Test).Loss, 1e-6);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(-40)]
    [InlineData(200)]
    public void A_tagger_that_is_sure_and_wrong_loses_its_logit_and_no_more(double logit)
    {
        using var model = Model();
        using var noGradient = TorchSharp.torch.no_grad();
        foreach (var weight in model.Network.parameters())
            weight.fill_(0);
        model.Network.parameters().Last().fill_(logit);
        var tones = new Tones();
        using var clips = PreparedClips.Prepare(model, tones);

        // A tag that is there costs ln(1 + e^−logit), one that is not costs ln(1 + e^logit); every clip has as many patches.
        var present = Test.Sum(clip => tones.Tags(clip).Count) / (3.0 * Test.Length);
        var expected = present * Softplus(-logit) + (1 - present) * Softplus(logit);

        Assert.Equal(expected, TagEvaluator.Evaluate(model, clips, Test).Loss, 1e-6 * expected);

        static double Softplus(double value) => Math.Max(value, 0) + Math.Log(1 + Math.Exp(-Math.Abs(value)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_tagger_whose_logits_are_no_numbers_has_diverged(float logit)
    {
        using var model = Model();
        using (TorchSharp.torch.no_grad())
            model.Network.parameters().Last().fill_(logit);
        using var clips = PreparedClips.Prepare(model, new Tones());

        Assert.Contains("'clip 24'", Assert.Throws<ArithmeticException>(() => TagEvaluator.Evaluate(model, clips, Test)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_and_tags_are_not_taken_for_each_other()
    {
        using var tagger = Model();
        using var classifier = TestClips.Model();
        using var tags = PreparedClips.Prepare(tagger, new Tones());
        using var classes = PreparedClips.Prepare(classifier, TestClips.LowAndHigh(4));

        Assert.Contains("Set Output to AnyOf", Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(Model(ClassOutput.OneOf), tags, Test)).Message, StringComparison.Ordinal);
        Assert.Contains("Use TagEvaluator", Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(tagger, tags, Test)).Message, StringComparison.Ordinal);
        Assert.Contains("Use Evaluator", Assert.Throws<ArgumentException>(() => TagEvaluator.Evaluate(classifier, classes, [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("weigh classes", Assert.Throws<ArgumentException>(() => new Trainer(new() { ClassWeights = ClassWeighting.Balanced }).Fit(tagger, tags, Train)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => tags.Label(0));
        Assert.Equal([1], classes.Targets(1));
    }

    [Fact]
    public void Testing_taggers_leaves_no_tensors()
    {
        using var model = Model();
        using var clips = PreparedClips.Prepare(model, new Tones());
        TagEvaluator.Evaluate(model, clips, Test);

        Assert.Equal(0, LiveTensors.ChangeBy(() => TagEvaluator.Evaluate(model, clips, Test)));
    }

    internal static AudioClassifier Model(ClassOutput output = ClassOutput.AnyOf)
    {
        var mel = new MelSpectrogram(new() { SampleRate = TestClips.SampleRate, FftSize = 256, HopLength = 128, MelBands = 16, Normalization = MelNormalization.None, Compression = new LogOnePlus(10_000) });
        var network = new MixedShapeClassifier(new() { Bins = 16, Classes = 3, Dropout = 0, HiddenUnits = 16, FirstLayer = new() { Groups = [FilterShape.Frequency(12).Times(12)], BatchNorm = BatchNormOrder.BeforeActivation } });
        SeededWeights.Draw(network, seed: 2);
        return new AudioClassifier(mel, network, new() { Labels = ["low", "middle", "high"], PatchFrames = 24, Output = output });
    }

    /// <summary>Clips with each of three tones in them or not, in all eight ways.</summary>
    internal sealed class Tones : ITagSource
    {
        public IReadOnlyList<string> Labels => ["low", "middle", "high"];

        public int Count => 36;

        public string Name(int index) => $"clip {index}";

        public IReadOnlyList<int> Tags(int index) => [.. Enumerable.Range(0, 3).Where(tag => (index >> tag) % 2 == 1)];

        public AudioClip Load(int index)
        {
            var sound = TestSignals.Noise(4_800, seed: index, amplitude: 0.02);
            foreach (var tag in Tags(index))
                sound = [.. sound.Zip(TestSignals.Sine(4_800, new[] { 300, 1_100, 3_000 }[tag] * (1 + 0.02 * (index % 5)), TestClips.SampleRate, amplitude: 0.3), (a, b) => a + b)];
            return new AudioClip([.. sound.Select(value => (float)value)], TestClips.SampleRate);
        }
    }
}
