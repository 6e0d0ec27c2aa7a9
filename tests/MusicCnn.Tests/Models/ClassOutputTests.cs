using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Tests.Training;
using MusicCnn.Training;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Tells classifiers of which one class applies from taggers, of which any number may.</summary>
public class ClassOutputTests
{
    /// <summary>A sigmoid in float32 against one in double precision, and the mean of some.</summary>
    private const double Rounded = 1e-6;

    private static AudioClip Clip { get; } = Classifiers.Clip(samples: 20_000, Classifiers.Mel.SampleRate);

    [Fact]
    public void The_probability_of_a_tag_is_the_sigmoid_of_its_logit_whatever_the_others_are()
    {
        using var model = Tagger();

        var prediction = model.Predict(Clip);

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var expected = TensorAssert.Values(model.Network.call(model.Patches(model.Image(Clip)))).Select(logit => 1 / (1 + Math.Exp(-logit))).ToArray();
        var actual = prediction.PatchProbabilities().Cast<float>().Select(value => (double)value).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Rounded));
        foreach (var tag in prediction.Ranking)
            Assert.Equal(expected.Chunk(model.Labels.Count).Average(patch => patch[tag.Index]), tag.Probability, Rounded);
        Assert.NotEqual(1, prediction.Ranking.Sum(tag => tag.Probability), 0.01);
    }

    [Fact]
    public void A_model_file_keeps_what_the_logits_mean()
    {
        using var folder = new TemporaryFolder();
        using var model = Tagger();
        ModelFile.Save(folder.File("tagger.safetensors"), model);

        using var loaded = ModelFile.Load(folder.File("tagger.safetensors"));

        Assert.Equal(ClassOutput.AnyOf, loaded.Options.Output);
        Assert.Equal(ClassOutput.AnyOf, ModelFile.Describe(folder.File("tagger.safetensors")).Output);
        Assert.Equal(model.Predict(Clip).PatchProbabilities(), loaded.Predict(Clip).PatchProbabilities());
        Assert.Contains("any of 3 labels", loaded.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_say_is_of_one_class_as_files_were_before()
    {
        using var folder = new TemporaryFolder();
        using var model = Tagger();
        ModelFile.Save(folder.File("tagger.safetensors"), model);
        using (var file = SafeTensors.Read(folder.File("tagger.safetensors")))
        using (NewDisposeScope())
        {
            var metadata = file.Metadata.ToDictionary(StringComparer.Ordinal);
            metadata["musiccnn.classifier.settings"] = metadata["musiccnn.classifier.settings"].Replace(",\"output\":\"anyOf\"", string.Empty, StringComparison.Ordinal);
            SafeTensors.Write(folder.File("older.safetensors"), file.Tensors.ToDictionary(tensor => tensor.Name, tensor => file.Load(tensor.Name)), metadata);
        }

        using var older = ModelFile.Load(folder.File("older.safetensors"));

        Assert.Equal(ClassOutput.OneOf, older.Options.Output);
        Assert.Equal(1, older.Predict(Clip).Ranking.Sum(ranked => ranked.Probability), Rounded * 10);
    }

    [Fact]
    public void Training_by_one_label_a_clip_refuses_a_tagger()
    {
        using var model = Tagger();

        var error = Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(model, new TestClips(model.Labels, [(0, Clip)])));

        Assert.Contains("the model gives any number of tags. Set Output to OneOf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_third_meaning() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioClassifierOptions { Labels = ["a"], PatchFrames = 1, Output = (ClassOutput)2 });

    private static AudioClassifier Tagger()
    {
        var model = new AudioClassifier(Classifiers.FrontEnd(), Classifiers.Network(), new() { Labels = ["guitar", "slow", "vocal"], PatchFrames = 20, Output = ClassOutput.AnyOf });
        SeededWeights.Draw(model, seed: 9);
        model.eval();
        return model;
    }
}
